"""The demo content: every situation that a visitor may meet stands in it, and the calendar is a real one."""

from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from wagtail.models import Page, Site

from guides.models import CollectionPage, GuidePage, Word
from home.demo import texts
from home.demo.accounts import ACCOUNTS, load_accounts
from home.demo.calendar import load_stays
from home.demo.load import OtherContentError, load_demo
from home.models import HomePage, Need, Partner, SearchWords, Service, SiteSettings
from schedule.agenda import Agenda
from schedule.models import Caravan, Change, Permanence
from schedule.pages import CommunePage, PlacePage
from schedule.timeline import ChangeKind
from tests.conftest import DEMO_DAY, ROOT
from tests.reading import text

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)
SIGN_IN = RequestFactory().post("/admin/login/")


@pytest.fixture(autouse=True)
def _demo(demo):
    """As it is on Monday 23 November 2026."""


def counts() -> dict[str, int]:
    guides = (GuidePage, CollectionPage, Word, SearchWords)
    models = (Page, PlacePage, Permanence, Change, *guides, Partner, Need, Service, Caravan, get_user_model())
    return {model.__name__: model.objects.count() for model in models}


def test_the_six_towns_stand_with_their_codes():
    nantes = CommunePage.objects.get(title="Nantes").postcode

    assert {page.title: (page.insee_code, page.postcode) for page in CommunePage.objects.live()} == {
        "Nantes": ("44109", nantes),
        "Couëron": ("44047", "44220"),
        "Saint-Sébastien-sur-Loire": ("44190", "44230"),
        "La Chapelle-sur-Erdre": ("44035", "44240"),
        "Treillières": ("44209", "44119"),
        "Sainte-Luce-sur-Loire": ("44172", "44980"),
    }
    assert nantes in ("44000", "44100", "44200", "44300")  # a city of four postcodes


def test_at_least_nine_places_marked_as_examples_stand_in_their_towns():
    places = list(PlacePage.objects.live())

    assert len(places) >= 9
    assert all("exemple" in place.title.lower() for place in places)
    assert {place.get_parent().title for place in places} == {row["name"] for row in texts.table("communes")}
    assert all(46.9 < place.latitude < 47.5 and -2.0 < place.longitude < -1.3 for place in places)
    assert all(place.address and place.access for place in places)


def test_the_association_its_housing_partner_and_the_six_other_funders_have_roles_and_public_sites():
    kinds = {partner.name: partner.kind for partner in Partner.objects.all()}

    assert kinds.pop("Le Coup de main numérique") == "carries"
    assert kinds.pop("CDC Habitat") == "carries_with"
    assert list(kinds.values()) == ["funds"] * 6
    for word in (
        "Banque des Territoires",
        "Pays de la Loire",
        "santé",
        "Loire-Atlantique",
        "Malakoff",
        "SFR",
    ):
        assert any(word in name for name in kinds), word
    others = Partner.objects.exclude(kind="carries")
    assert all(partner.url.startswith("https://") for partner in others)
    assert all(partner.role for partner in Partner.objects.all())


def test_twelve_services_help_with_every_need_each_with_its_source_and_its_date():
    services = Service.objects.all()

    assert services.count() == 12
    assert [need.title for need in Need.objects.filter(services=None)] == []
    assert {service.checked_on for service in services} == {date(2026, 11, 26)}
    assert all(service.source_url.startswith("https://") and service.url for service in services)
    for service in services:
        service.full_clean()


def test_numbers_are_called_free_as_the_numbering_plan_says():
    """115, and 0 800 to 0 805 (ARCEP, décision 2018-0881); the bodies' short numbers are ordinary calls."""
    free = {service.name for service in Service.objects.filter(is_free_call=True)}

    assert free == {
        service.name
        for service in Service.objects.exclude(phone="")
        if service.phone == "115" or service.phone[:5] in [f"0 80{digit}" for digit in range(6)]
    }


def test_every_list_and_town_that_a_service_names_exists():
    rows = texts.table("services")

    needs, towns = ({row["slug"] for row in texts.table(name)} for name in ("needs", "communes"))
    assert {need for row in rows for need in row["needs"]} <= needs
    assert {town for row in rows for town in row["communes"]} <= towns


def test_the_figures_of_the_first_year_are_told(client):
    said = text(client.get("/le-service/")).replace("\u00a0", " ")

    assert "260" in said
    assert "150" in said
    assert "300 000 euros" in said


def test_stays_reach_from_three_months_back_to_six_months_ahead():
    stays = Permanence.objects.live().order_by("starts_on")

    assert DEMO_DAY - stays.first().starts_on >= timedelta(days=89)
    assert stays.last().ends_on - DEMO_DAY >= timedelta(days=180)


def test_stays_last_two_to_four_weeks_of_four_days_morning_and_afternoon():
    for stay in Permanence.objects.all():
        days = [day for day in stay.dates if day not in stay.dates.extra]
        by_week = {}
        for day in days:
            by_week.setdefault(day.isocalendar()[:2], []).append(day)
        assert 2 <= len(by_week) <= 4, stay
        assert {len(week) for week in by_week.values()} == {4}, stay
        first, second = stay.sessions.all()
        assert first.end.hour <= 13 <= second.start.hour


def test_the_caravan_returns_to_each_place():
    visits = {place.title: place.permanences.count() for place in PlacePage.objects.all()}

    assert sum(visits.values()) == Permanence.objects.count()
    assert min(visits.values()) >= 2, visits


def test_the_caravan_is_never_at_two_places_at_once():
    sessions = sorted((o.start, o.end) for o in Agenda().timeline._all if not o.is_cancelled)

    assert all(end <= start for (_, end), (start, _) in pairwise(sessions))


def exceptions(today: date) -> dict[str, list]:
    timeline = Agenda().timeline
    ahead = [o for o in timeline._all if o.local_day >= today]
    kinds = {kind: [o for o in ahead if o.change and o.change.kind is kind] for kind in ChangeKind}
    extra = [
        day for stay in timeline.stays for day in stay.dates.extra if any(o.day == day for o in timeline._all)
    ]
    return {**kinds, "extra": extra, "holidays": list(timeline.closures)}


def test_there_is_a_cancelled_a_moved_an_hours_an_extra_and_a_holiday_date():
    assert {name: bool(found) for name, found in exceptions(DEMO_DAY).items()} == dict.fromkeys(
        [*ChangeKind, "extra", "holidays"], True
    )
    assert all(change.message for change in Change.objects.all())
    for change in Change.objects.all():
        change.full_clean()


@pytest.mark.parametrize(
    "today",
    ["2026-11-29", "2027-05-01", "2028-02-29", "2026-12-31"],
    ids=["a Sunday", "a Saturday on Labour Day", "a leap day", "the last day of a year"],
)
def test_whatever_the_day_the_demo_shows_every_kind_of_exception(today):
    today = date.fromisoformat(today)
    Change.objects.all().delete()
    Permanence.objects.all().delete()

    stays = load_stays(today)

    for stay in stays:
        stay.refresh_from_db()
    found = exceptions(today)
    assert min(stay.starts_on for stay in stays) <= today - timedelta(days=84)
    assert max(stay.ends_on for stay in stays) >= today + timedelta(days=180)
    assert {name: bool(rows) for name, rows in found.items()} == dict.fromkeys(found, True)
    assert len({o.local_day for o in Agenda().timeline._all if o.local_day >= today}) > 80


def test_twelve_guides_stand_in_six_collections():
    guides = GuidePage.objects.live()

    assert guides.count() == 12
    assert {stands.title for guide in guides for stands in guide.collections.all()} == {
        "Payer mon loyer",
        "Parler à ma famille",
        "Me protéger des arnaques",
        "Faire mes démarches",
        "Régler mon appareil",
        "Mes comptes et mots de passe",
    }


def test_every_guide_has_been_checked_on_the_day_its_file_says():
    said = {row["slug"]: [row["checked_on"]] for row in texts.guides()}

    assert {guide.slug: [c.day for c in guide.checks.all()] for guide in GuidePage.objects.all()} == said


def test_the_words_of_the_guides_are_explained():
    assert {word.term for word in Word.objects.all()} == {row["term"] for row in texts.table("words")}


@pytest.mark.parametrize("field", ["summary", "keywords", "check_every", "minutes", "devices", "links"])
def test_every_guide_is_complete(field):
    assert [guide.title for guide in GuidePage.objects.live() if not getattr(guide, field)] == []


def test_every_guide_has_steps_and_help_when_it_does_not_work():
    for guide in GuidePage.objects.live():
        steps = [block for block in guide.body if block.block_type == "step"]
        assert 4 <= len(steps) <= 12, guide.title
        assert len(guide.trouble) >= 2, guide.title
        assert all(step.value["text"] for step in steps), guide.title


def test_drawings_are_made_for_the_project_and_are_safe():
    drawings = list((ROOT / "site" / "static" / "img").glob("*.svg"))

    assert len(drawings) >= 8
    for drawing in drawings:
        content = drawing.read_text(encoding="utf-8")
        assert "<script" not in content
        assert "<image" not in content
        assert "href=" not in content.replace('href="#', ""), drawing.name


def test_everything_says_that_it_is_a_demonstration(client, set_clock):
    set_clock("2026-11-24 10:00")

    assert "démonstration" in text(client.get("/"))


def test_loading_again_on_another_day_changes_nothing():
    before = counts()
    first = list(Permanence.objects.order_by("pk").values_list("key", "starts_on", "ends_on"))

    load_demo(DEMO_DAY + timedelta(days=40))

    assert counts() == before
    assert list(Permanence.objects.order_by("pk").values_list("key", "starts_on", "ends_on")) == first


def test_a_row_of_words_that_a_mediator_took_away_stays_away():
    SearchWords.objects.filter(words__startswith="ameli").delete()
    before = set(SearchWords.objects.values_list("words", flat=True))

    load_demo(DEMO_DAY)

    assert set(SearchWords.objects.values_list("words", flat=True)) == before


def test_what_a_mediator_wrote_over_the_demo_is_kept():
    place = PlacePage.objects.first()
    place.title = "Résidence renommée"
    place.save_revision().publish()

    load_demo(DEMO_DAY)

    assert PlacePage.objects.get(pk=place.pk).title == "Résidence renommée"


def test_the_command_takes_a_day_and_says_the_passwords():
    out = StringIO()

    call_command("load_demo", "--today", "2028-02-29", stdout=out)

    for name, (_, password) in ACCOUNTS.items():
        assert f"compte {name}, mot de passe {password}" in out.getvalue()


@pytest.mark.parametrize("text", ["2026-13-01", "hier", "2027-02-29", ""])
def test_a_day_that_does_not_exist_is_refused_by_name(text):
    with pytest.raises(CommandError):
        call_command("load_demo", "--today", text)


def test_somebodys_own_site_is_never_touched_unless_told_to():
    SiteSettings.objects.all().delete()
    before = counts()

    with pytest.raises(OtherContentError):
        load_demo(DEMO_DAY)
    with pytest.raises(CommandError, match="contient déjà un autre site"):
        call_command("load_demo")

    assert counts() == before
    load_demo(DEMO_DAY, even_if_other_content=True)


def test_pages_without_our_home_page_are_somebodys_own_site():
    from home.demo.load import holds_other_content

    site = Site.objects.get(is_default_site=True)
    root = Page.objects.get(depth=1)
    other = root.add_child(instance=Page(title="Un autre site", slug="autre"))
    other.add_child(instance=Page(title="Une page", slug="page"))
    site.root_page = other
    site.save()
    Change.objects.all().delete()
    Permanence.objects.all().delete()
    HomePage.objects.first().delete()

    assert holds_other_content() is True


def test_the_demo_accounts_sign_in_during_a_demo():
    for name, (group, password) in ACCOUNTS.items():
        user = authenticate(SIGN_IN, username=name, password=password)
        assert user is not None
        assert [found.name for found in user.groups.all()] == [group]
        assert not user.is_superuser


def test_without_demo_the_accounts_of_an_old_demo_open_no_door(settings, client):
    settings.DEMO = False

    for name, (_, password) in ACCOUNTS.items():
        assert authenticate(SIGN_IN, username=name, password=password) is None
        client.post("/admin/login/", {"username": name, "password": password})
        assert client.get("/admin/").status_code == 302


def test_without_demo_a_session_that_was_open_is_closed(settings, client):
    client.force_login(get_user_model().objects.get(username="coordination"))
    assert client.get("/admin/").status_code == 200

    settings.DEMO = False

    assert client.get("/admin/").status_code == 302


def test_without_demo_no_account_is_made_and_no_password_printed(settings):
    settings.DEMO = False
    get_user_model().objects.all().delete()
    out = StringIO()

    call_command("load_demo", "--today", "2026-11-23", stdout=out)

    assert load_accounts() == {}
    assert get_user_model().objects.count() == 0
    assert "mot de passe" not in out.getvalue()


def test_an_account_of_the_same_name_that_is_not_the_demos_keeps_its_password():
    user = get_user_model().objects.get(username="mediatrice")
    user.email = "une.personne@example.org"
    user.set_password("son-propre-mot-de-passe")
    user.save()

    load_accounts()

    assert authenticate(SIGN_IN, username="mediatrice", password="caravane-2026") is None
    assert authenticate(SIGN_IN, username="mediatrice", password="son-propre-mot-de-passe") is not None
