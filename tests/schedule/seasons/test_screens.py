"""A mediator imports and exports the plan, through the screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from schedule.models import Permanence, Session
from schedule.seasons import csv_format
from schedule.seasons.importing import Batch, SeasonRefused, import_season
from schedule.seasons.lines import Line
from tests import factories
from tests.schedule import plans
from tests.schedule.backoffice.screens import messages, page
from tests.schedule.seasons.seasons import NOVEMBER

pytestmark = pytest.mark.django_db
IMPORT, EXPORT = "/admin/permanences/importer/", "/admin/permanences/exporter/"
LIST = "/admin/snippets/schedule/permanence/"
HOURS = (factories.MORNING, factories.AFTERNOON)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday_before(set_clock):
    set_clock("2026-11-23 08:00")


@pytest.fixture
def places():
    factories.caravan(name="Caravane bleue")
    return [factories.place("Résidence du Lac"), factories.place("Résidence du Port")]


def at(place: str, dates=NOVEMBER, **facts) -> Line:
    return Line(**{"place": place, "dates": dates, "hours": HOURS} | facts)


LAKE = at("Résidence du Lac", note="Apportez vos papiers.")
PORT = at("Résidence du Port", plans.weekly("2027-01-05", "2027-01-22", "TU WE"))


def choose(client, *lines: Line, content: bytes | None = None, name: str = "plan.csv"):
    file = SimpleUploadedFile(name, csv_format.write(lines) if content is None else content)
    return client.post(IMPORT, {"file": file})


def rows(response) -> list[tuple[str, str]]:
    """The number and the fate of each line."""
    found = page(response).select("table.season tbody tr")
    return [
        (row.th.get_text(" ", strip=True), row.select("td")[1].get_text(" ", strip=True)) for row in found
    ]


def sealed(response) -> str:
    return page(response).select_one("[name=plan]")["value"]


def errors(response) -> list[str]:
    return [note.get_text(" ", strip=True) for note in page(response).select(".question__error")]


def planned() -> list[tuple]:
    found = Permanence.objects.order_by("starts_on")
    return [(p.place.title, p.dates, p.note, p.live) for p in found]


# The dry run


def test_each_line_is_told_before_anything_is_written(mediatrice, places):
    response = choose(mediatrice, LAKE, PORT)

    assert rows(response) == [("Ligne 2", "Sera créé"), ("Ligne 3", "Sera créé")]
    assert [button.text for button in page(response).select("button[name=as]")] == [
        "Importer 2 passages et les publier",
        "Importer 2 passages en brouillons",
    ]
    assert planned() == []


def test_a_refused_line_takes_the_buttons_away(mediatrice, places):
    response = choose(mediatrice, LAKE, at("Résidence du Parc"))

    assert rows(response)[1] == (
        "Ligne 3",
        "Refusé Aucun lieu publié ne s’appelle «\u00a0Résidence du Parc\u00a0». "
        "Vouliez-vous dire\u00a0: Résidence du Lac, Résidence du Port\u00a0?",
    )
    assert page(response).select("[name=as], [name=plan]") == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Ce fichier est vide. Choisissez-en un autre."),
        (b"a" * 1_000_001, "Ce fichier est trop lourd\u00a0: 1\u00a0Mo au plus."),
        (b"BEGIN:VCALENDAR", "Ce fichier de calendrier n’est pas lisible."),
        (
            b"\x89PNG",
            "La première ligne doit nommer les colonnes. Il manque ici\u00a0: Lieu, Horaires.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_the_field(mediatrice, places, content, sentence):
    response = choose(mediatrice, content=content)

    assert (response.status_code, errors(response)) == (200, [sentence])


def test_no_file_at_all(mediatrice):
    assert errors(mediatrice.post(IMPORT, {})) == ["Choisissez un fichier."]


def test_the_model_can_be_imported_as_it_is(mediatrice, places):
    content = mediatrice.get("/admin/permanences/importer/modele.csv").content

    ((_number, fate),) = rows(choose(mediatrice, content=content))
    assert fate.startswith("Sera créé")


def test_the_dry_run_costs_few_queries_for_many_lines_too(mediatrice, places):
    factories.stay(date(2027, 6, 1), date(2027, 6, 4), at=places[0], publish=False)
    months = [plans.weekly(f"2027-{month:02}-01", f"2027-{month:02}-25", "MO TU") for month in range(1, 13)]
    lines = [at("Résidence du Lac", dates) for dates in months]
    choose(mediatrice, LAKE)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = choose(mediatrice, *lines)

    assert len(rows(response)) == 12
    assert len(queries) <= 10, "\n".join(q["sql"][:90] for q in queries)


# Importing


def test_published_stays_stand_in_the_feed_at_once(mediatrice, client, places):
    response = mediatrice.post(IMPORT, {"plan": sealed(choose(mediatrice, LAKE, PORT)), "as": "published"})

    assert response["Location"] == LIST
    assert "2 passages sont publiés." in messages(mediatrice.get(LIST))
    assert planned() == [
        ("Résidence du Lac", LAKE.dates, "Apportez vos papiers.", True),
        ("Résidence du Port", PORT.dates, "", True),
    ]
    assert list(Session.objects.order_by("pk").values_list("start", "end")) == [*HOURS, *HOURS]
    assert client.get("/permanences/calendrier.ics").content.count(b"BEGIN:VEVENT") == 24 + 12


def test_drafts_are_seen_by_nobody(mediatrice, client, places):
    mediatrice.post(IMPORT, {"plan": sealed(choose(mediatrice, LAKE)), "as": "drafts"})

    assert "1 passage est gardé en brouillon." in messages(mediatrice.get(LIST))
    assert planned() == [("Résidence du Lac", LAKE.dates, "Apportez vos papiers.", False)]
    assert b"BEGIN:VEVENT" not in client.get("/permanences/calendrier.ics").content


@pytest.mark.parametrize("how", ["published", "drafts"])
def test_sending_twice_plans_once(mediatrice, places, how):
    sent = {"plan": sealed(choose(mediatrice, LAKE, PORT)), "as": how}
    mediatrice.post(IMPORT, sent)
    Permanence.objects.filter(starts_on=date(2026, 11, 24)).update(note="Changée entre-temps")

    mediatrice.post(IMPORT, sent)

    assert Permanence.objects.count() == 2
    assert "Il n’y avait rien à ajouter" in messages(mediatrice.get(LIST))


def test_choosing_the_same_file_again_shows_what_is_there(mediatrice, places):
    mediatrice.post(IMPORT, {"plan": sealed(choose(mediatrice, LAKE)), "as": "published"})

    response = choose(mediatrice, LAKE, PORT)

    assert rows(response) == [("Ligne 2", "Déjà là Ce passage est déjà publié."), ("Ligne 3", "Sera créé")]


def test_what_changed_meanwhile_stops_all_of_it_and_says_where(mediatrice, places):
    sent = {"plan": sealed(choose(mediatrice, LAKE, PORT)), "as": "published"}
    factories.stay(date(2027, 1, 5), date(2027, 1, 5), at=places[0])

    response = mediatrice.post(IMPORT, sent)

    assert "Rien n’a été importé" in messages(response)
    assert rows(response) == [
        ("Ligne 2", "Sera créé"),
        (
            "Ligne 3",
            "Refusé Le mardi 5\u00a0janvier 2027, de 9\u00a0h\u00a030 à 12\u00a0h\u00a030, la caravane est "
            "déjà annoncée à un autre endroit\u00a0: Résidence du Lac.",
        ),
    ]
    assert Permanence.objects.count() == 1


@pytest.mark.parametrize("plan", ["", "abc", "a:b:c", "🐌" * 100, "x" * 100_000])
def test_a_plan_that_was_tampered_with_is_not_imported(mediatrice, places, plan):
    response = mediatrice.post(IMPORT, {"plan": plan, "as": "published"})

    assert "Rien n’a été importé. Choisissez le fichier de nouveau." in messages(response)
    assert planned() == []


def test_the_plan_of_somebody_else_is_not_imported(mediatrice, client, places):
    plan = sealed(choose(mediatrice, LAKE))
    client.force_login(factories.user("autre"))

    client.post(IMPORT, {"plan": plan, "as": "published"})

    assert planned() == []


def test_the_history_says_who_imported(mediatrice, places):
    mediatrice.post(IMPORT, {"plan": sealed(choose(mediatrice, LAKE)), "as": "published"})

    found = ModelLogEntry.objects.order_by("pk").values_list("action", "user__username")
    assert set(found) == {("wagtail.create", "mediatrice"), ("wagtail.publish", "mediatrice")}


class PowerCut(Exception):
    pass


@contextmanager
def power_cut_at(count: int) -> Iterator[None]:
    """The database stops when it is given a session for the `count`th time."""
    left = iter(range(count))

    def stop(**_kwargs) -> None:
        if next(left, None) is None:
            raise PowerCut

    pre_save.connect(stop, sender=Session)
    try:
        yield
    finally:
        pre_save.disconnect(stop, sender=Session)


@given(st.integers(0, 11), st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_import_is_all_or_nothing(places, count, publish):
    lines = tuple(at("Résidence du Lac", plans.only(f"2027-0{month}-02")) for month in range(2, 8))

    with pytest.raises(PowerCut), power_cut_at(count):
        import_season(Batch(UUID(int=1), lines), today=TODAY, publish=publish)

    assert (Permanence.objects.count(), Session.objects.count()) == (0, 0)


@pytest.mark.parametrize("bad", range(3))
def test_one_line_that_clashes_by_now_refuses_all(places, bad):
    lines = [at("Résidence du Lac", plans.only(f"2027-0{month}-02")) for month in range(2, 5)]
    (only,) = lines[bad].dates
    factories.stay(only, only, at=places[1], dates=lines[bad].dates)

    with pytest.raises(SeasonRefused) as refused:
        import_season(Batch(UUID(int=1), tuple(lines)), today=TODAY, publish=True)

    assert [fate.outcome == "refused" for fate in refused.value.report.fates] == [n == bad for n in range(3)]
    assert Permanence.objects.count() == 1


# Exporting


@pytest.mark.parametrize("kind", ["csv", "ics"])
def test_what_is_exported_is_there_already_when_it_comes_back(mediatrice, places, kind):
    factories.stay(date(2026, 11, 24), date(2026, 12, 11), at=places[0])
    factories.stay(date(2027, 4, 27), date(2027, 5, 14), at=places[1])

    response = mediatrice.get(f"/admin/permanences/exporter.{kind}")

    assert response["Content-Disposition"] == f'attachment; filename="plan-depuis-le-2026-11-23.{kind}"'
    fates = [fate for _number, fate in rows(choose(mediatrice, content=response.content))]
    assert fates == ["Déjà là Ce passage est déjà publié."] * 2


def test_what_is_over_is_exported_when_it_is_asked_for(mediatrice, places):
    factories.stay(date(2026, 9, 1), date(2026, 9, 4), at=places[0])
    factories.stay(date(2026, 11, 17), date(2026, 11, 24), at=places[1])

    counts = [
        len(mediatrice.get(f"/admin/permanences/exporter.csv{query}").content.splitlines()) - 1
        for query in ("", "?depuis=", "?depuis=2026-09-04", "?depuis=2026-09-05", "?depuis=24/11/2026")
    ]

    assert counts == [1, 1, 2, 1, 1]


@pytest.mark.parametrize("typed", ["demain", "1900-01-01", "2026-02-30", "🐌"])
def test_a_bad_date_is_said_beside_the_field_and_kept(mediatrice, typed):
    response = mediatrice.get("/admin/permanences/exporter.ics", {"depuis": typed})

    assert len(errors(response)) == 1
    assert page(response).select_one("[name=depuis]")["value"] == typed


# Doors


def test_the_list_of_permanences_leads_there(mediatrice):
    links = {link["href"] for link in page(mediatrice.get(LIST)).select("a[href]")}

    assert {IMPORT, EXPORT} <= links


@pytest.mark.parametrize(
    "path",
    [
        IMPORT,
        f"{IMPORT}modele.csv",
        EXPORT,
        "/admin/permanences/exporter.csv",
        "/admin/permanences/exporter.ics",
    ],
)
def test_only_those_who_may_find_these_doors_open(client, path):
    outsider = factories.user("rédactrice")
    outsider.groups.get().permissions.filter(content_type__model="permanence").delete()
    client.force_login(outsider)

    assert client.get(path)["Location"] == "/admin/"
    client.logout()
    assert client.get(path)["Location"].startswith("/admin/login/")


def test_who_may_plan_but_not_publish_imports_drafts_only(client, places):
    planner = factories.user("aide")
    planner.groups.get().permissions.remove(
        *planner.groups.get().permissions.filter(codename="publish_permanence")
    )
    client.force_login(planner)
    response = choose(client, LAKE)

    assert [button["value"] for button in page(response).select("button[name=as]")] == ["drafts"]
    assert client.post(IMPORT, {"plan": sealed(response), "as": "published"})["Location"] == "/admin/"
    assert planned() == []
    client.post(IMPORT, {"plan": sealed(response), "as": "drafts"})
    assert len(planned()) == 1
