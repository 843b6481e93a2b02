"""« Traductions » in the back office: counted, saved without losing anything typed, sent and taken back."""

import json

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.models import Translation
from core.translations import digest
from guides.models import GuidePage
from home.translating import exchange, keeping
from home.translating.subjects import standings, subjects
from schedule.pages import AgendaPage
from tests import factories
from tests.reading import NBSP, soup, text, words

pytestmark = pytest.mark.django_db
TITLE, INTRODUCTION = "Permanences", "Voici toutes les dates de la caravane. Vous venez sans rendez-vous."


@pytest.fixture
def mediator(client):
    client.force_login(factories.user("mediatrice", factories.MEDIATORS))
    return client


def address() -> str:
    return f"/admin/traductions/page-{AgendaPage.objects.get().pk}/"


def field(language: str, source: str) -> str:
    return f"{language}-{digest(source)[:24]}"


def plain(response) -> str:
    return text(response).replace(NBSP, " ")


def kept() -> dict[tuple[str, str], str]:
    rows = Translation.objects.values_list("language", "source", "text")
    return {(language, source): said for language, source, said in rows}


def test_the_list_counts_what_is_missing_and_begins_with_the_home_page(mediator):
    keeping.keep_translations("ar", {TITLE: "المواعيد"})

    found = {one.subject.title: [number for _, number in one.missing] for one in standings()}
    page = soup(mediator.get("/admin/traductions/"))

    assert found[TITLE] == [1, 2]  # Arabic, English
    assert next(iter(found)) == "Où est la caravane ?"
    assert "il en manque 2" in words(page)


def test_what_is_missing_stands_first_and_nothing_is_named_twice(mediator):
    first = next(one for one in standings() if one.subject.title == "Où est la caravane ?")
    for language in ("ar", "en"):
        keeping.keep_translations(language, {one: "…" for one in first.subject.texts if "<" not in one})

    page = soup(mediator.get("/admin/traductions/"))

    titles = [words(link) for link in page.select(".translating__subject")]
    assert titles[-1].replace(NBSP, " ") == "Où est la caravane ?"
    assert len(titles) == len(set(titles))


def test_inside_a_page_one_goes_from_one_missing_text_to_the_next(mediator):
    keeping.keep_translations("ar", {TITLE: "المواعيد"})
    keeping.keep_translations("en", {TITLE: "Dates"})

    page = soup(mediator.get(address()))

    [missing] = page.select(".translating__row--missing")
    assert words(missing.legend).startswith("À traduire")
    assert "Il manque une traduction à 1 phrase." in words(page)
    assert page.select_one(".translating__missing a")["href"] == f"#{missing['id']}"


def test_a_sentence_that_has_changed_starts_from_what_was_said_of_the_former_one(mediator):
    keeping.keep_translations("en", {INTRODUCTION: "Here are all dates."})
    page = AgendaPage.objects.get()
    page.introduction = INTRODUCTION.replace("toutes les", "les prochaines")
    page.save()

    said = plain(mediator.get(address()))

    assert f"presque pareille : {INTRODUCTION} Sa traduction : Here are all dates." in said
    assert len(kept()) == 1


def test_what_is_written_is_public_at_once(mediator, client):
    mediator.post(address(), {field("ar", TITLE): "المواعيد", field("en", TITLE): "Dates"})

    assert kept() == {("ar", TITLE): "المواعيد", ("en", TITLE): "Dates"}
    assert words(soup(client.get("/en/permanences/")).h1) == "Dates"


def test_what_is_right_is_saved_and_what_is_wrong_stays_in_its_field(mediator):
    response = mediator.post(
        address(), {field("en", TITLE): "Dates", field("en", INTRODUCTION): "<b>All</b>"}
    )

    assert kept() == {("en", TITLE): "Dates"}
    wrong = soup(response).select_one(f"[name={field('en', INTRODUCTION)}]")
    assert wrong.get_text().strip() == "<b>All</b>"
    assert "Écrivez sans les signes < et >." in text(response)


def test_a_field_that_was_not_touched_does_not_undo_what_somebody_else_saved_meanwhile(mediator):
    sent = as_opened(mediator)
    keeping.keep_translations("ar", {TITLE: "المواعيد"})

    mediator.post(address(), sent | {field("en", TITLE): "Dates"})

    assert kept() == {("ar", TITLE): "المواعيد", ("en", TITLE): "Dates"}


def as_opened(mediator) -> dict[str, str]:
    """What a browser would send of the page as it stands, if nobody typed anything."""
    form = soup(mediator.get(address())).select_one("form[method=post] textarea").find_parent("form")
    return {one["name"]: one.get("value") or one.get_text().strip() for one in form.select("[name]")}


def test_two_people_on_one_field_neither_undoes_the_other_without_knowing(mediator):
    keeping.keep_translations("en", {TITLE: "Dates"})
    mine = as_opened(mediator) | {field("en", TITLE): "My dates", field("ar", TITLE): "المواعيد"}
    keeping.keep_translations("en", {TITLE: "Their dates"})

    response = mediator.post(address(), mine)

    assert kept() == {("ar", TITLE): "المواعيد", ("en", TITLE): "Their dates"}
    assert "1 traduction n’est pas enregistrée : quelqu’un l’a changée" in plain(response)
    assert "Quelqu’un d’autre a écrit entre-temps : Their dates" in plain(response)
    assert soup(response).select_one(f"[name={field('en', TITLE)}]").get_text().strip() == "My dates"

    again = soup(response).select_one("form[method=post] textarea").find_parent("form")
    sent = {one["name"]: one.get("value") or one.get_text().strip() for one in again.select("[name]")}
    mediator.post(address(), sent)

    assert kept() == {("ar", TITLE): "المواعيد", ("en", TITLE): "My dates"}


def test_a_translation_that_somebody_took_away_meanwhile_does_not_come_back_unseen(mediator):
    keeping.keep_translations("en", {TITLE: "Dates"})
    mine = as_opened(mediator) | {field("en", TITLE): "My dates"}
    keeping.keep_translations("en", {TITLE: ""})

    response = mediator.post(address(), mine)

    assert kept() == {}
    assert "Quelqu’un d’autre a effacé cette traduction entre-temps." in text(response)


def test_what_was_typed_for_a_sentence_that_has_changed_is_shown_and_not_lost(mediator):
    response = mediator.post(address(), {field("ar", "Une phrase d’avant"): "جملة قديمة"})

    assert kept() == {}
    assert "جملة قديمة" in text(response)


def test_a_file_goes_to_a_translator_and_comes_back(mediator):
    sent = polib.pofile(mediator.get("/admin/traductions/ar.po").content.decode())
    entry = next(entry for entry in sent if entry.msgid == TITLE)
    entry.msgstr = "المواعيد"
    sent.append(polib.POEntry(msgid="Plus là", msgstr="غائب"))

    file = SimpleUploadedFile("ar.po", str(sent).encode())
    response = mediator.post("/admin/traductions/ar/reprendre/", {"file": file}, follow=True)

    assert entry.comment.splitlines()[0] == TITLE
    assert kept() == {("ar", TITLE): "المواعيد"}
    assert "1 traduction est enregistrée." in text(response)
    assert "1 texte n’est plus sur le site" in text(response)


def test_an_old_file_does_not_undo_what_was_corrected_on_the_site_since(mediator):
    keeping.keep_translations("en", {TITLE: "Dats", INTRODUCTION: "All dates."})
    old = polib.pofile(mediator.get("/admin/traductions/en.po").content.decode())
    mediator.post(address(), as_opened(mediator) | {field("en", TITLE): "Dates"})
    for entry in old:
        entry.msgstr = {TITLE: "The days", INTRODUCTION: "Here are all dates."}.get(entry.msgid, "")

    file = SimpleUploadedFile("en.po", str(old).encode())
    response = mediator.post("/admin/traductions/en/reprendre/", {"file": file}, follow=True)

    assert kept() == {("en", TITLE): "Dates", ("en", INTRODUCTION): "Here are all dates."}
    assert "1 traduction est enregistrée." in text(response)
    assert "1 traduction n’est pas enregistrée : quelqu’un l’a changée" in plain(response)
    both = words(soup(response).select_one("[aria-labelledby=de-cote]")).replace(NBSP, " ")
    assert "Sur le site : Dates Dans le fichier : The days" in both


def test_a_file_whose_tool_dropped_our_marks_fills_what_is_empty_and_replaces_nothing(mediator):
    keeping.keep_translations("en", {TITLE: "Dates"})
    catalogue = polib.POFile()
    catalogue.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    catalogue.extend(
        [polib.POEntry(msgid=TITLE, msgstr="Days"), polib.POEntry(msgid=INTRODUCTION, msgstr="All.")]
    )

    imported = exchange.read("en", str(catalogue))

    assert kept() == {("en", TITLE): "Dates", ("en", INTRODUCTION): "All."}
    assert [(one.source, one.there, one.brought) for one in imported.aside] == [(TITLE, "Dates", "Days")]


def given_back(mediator, language: str, code: str):
    """The file of `code`, put back beside `language`."""
    sent = polib.pofile(mediator.get("/admin/traductions/ar.po").content.decode())
    sent.metadata["Language"] = code
    next(entry for entry in sent if entry.msgid == TITLE).msgstr = "المواعيد"
    file = SimpleUploadedFile("x.po", str(sent).encode())
    return mediator.post(f"/admin/traductions/{language}/reprendre/", {"file": file})


def test_a_file_of_another_language_is_refused_by_its_name(mediator):
    response = given_back(mediator, "en", "ar")

    assert "Ce fichier n’est pas en « English » : il dit être en « العربية »." in text(response).replace(
        "\u00a0", " "
    )
    assert kept() == {}


@pytest.mark.parametrize("code", ["ar", "ar_MA", "AR", ""])
def test_a_file_may_name_a_country_or_nothing(mediator, code):
    given_back(mediator, "ar", code)

    assert kept() == {("ar", TITLE): "المواعيد"}


def test_the_history_says_who_put_a_file_back(mediator, client):
    given_back(mediator, "ar", "ar")
    given_back(mediator, "ar", "ar")
    client.force_login(factories.user("coordination", factories.COORDINATION))

    history = words(soup(client.get("/admin/permanences/historique/")).main).replace("\u00a0", " ")

    assert history.count("a repris d’un fichier les traductions « العربية » (nombre : 1)") == 1


def guide_with_a_picture(title: str) -> GuidePage:
    image = get_image_model().objects.create(title=title, file=get_test_image_file())
    picture = {"image": image.pk, "alt_text": "Un écran", "decorative": False}
    step = {"type": "step", "id": title, "value": {"title": "Ouvrir", "picture": picture}}
    return factories.guide(title, body=json.dumps([step]))


def test_many_guides_with_pictures_ask_no_more_queries_than_one(mediator):
    only = guide_with_a_picture("Un")
    mediator.get("/admin/traductions/")
    with CaptureQueriesContext(connection) as for_one:
        mediator.get("/admin/traductions/")
    for title in ("Deux", "Trois", "Quatre"):
        guide_with_a_picture(title)
    mediator.get("/admin/traductions/")
    with CaptureQueriesContext(connection) as for_four:
        page = mediator.get("/admin/traductions/")
    with CaptureQueriesContext(connection) as for_a_subject:
        subject = mediator.get(f"/admin/traductions/page-{only.pk}/")

    assert "Quatre" in words(soup(page))
    assert len(for_four) == len(for_one)
    assert "Un écran" in text(subject)
    assert len(for_a_subject) <= len(for_one) * 0.6


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"pas un catalogue", b"manage.py"])
def test_a_file_that_is_no_catalogue_changes_nothing(mediator, content):
    file = SimpleUploadedFile("ar.po", content)

    response = mediator.post("/admin/traductions/ar/reprendre/", {"file": file})

    assert "Ce fichier n’est pas lisible." in text(response)
    assert kept() == {}


def test_a_translation_that_loses_a_link_is_refused_by_name():
    source = 'Voir <a href="/permanences/">les dates</a>.'

    assert keeping.problem(source, "See the dates.")
    assert not keeping.problem(source, 'See <a href="/permanences/">the dates</a>.')


def test_an_empty_entry_of_a_file_takes_nothing_back():
    keeping.keep_translations("ar", {TITLE: "المواعيد"})

    exchange.read(
        "ar", f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "{TITLE}"\nmsgstr ""\n'
    )

    assert kept() == {("ar", TITLE): "المواعيد"}


def test_proper_names_and_addresses_are_not_asked_for():
    factories.place("Résidence du Lac", address="1 rue du Lac", access="Devant le hall.")

    place = next(one for one in subjects() if one.title == "Résidence du Lac")

    assert place.texts == ("Devant le hall.",)
