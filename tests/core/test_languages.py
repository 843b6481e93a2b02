"""Languages in addresses, dates in other languages, and the memory of translations, without any page."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.utils.safestring import mark_safe
from django.utils.translation import override

from config.languages import languages_in
from core import dates, languages, translations

NBSP = dates.NBSP
DAY = date(2026, 11, 24)


def test_a_folder_is_a_language_under_its_own_name_and_the_first_one_comes_first(tmp_path):
    for code in ("ar", "fr", "pt", "zh_Hans", "not-a-language"):
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / code / "LC_MESSAGES" / "django.po").touch()
    (tmp_path / "de").mkdir()  # without a catalogue, it is only a folder

    assert languages_in(tmp_path, "fr") == [
        ("fr", "Français"),
        ("ar", "العربية"),
        ("pt", "Português"),
        ("zh-hans", "中文 (简体)"),
    ]


def test_a_language_added_to_the_settings_needs_no_code(settings):
    settings.LANGUAGES = [("fr", "Français"), ("fa", "فارسی"), ("pt", "Português")]

    assert [(one.code, one.direction) for one in languages.known()] == [
        ("fr", "ltr"),
        ("fa", "rtl"),
        ("pt", "ltr"),
    ]
    assert languages.split("/fa/permanences/") == ("fa", "/permanences/")
    with override("pt"):
        assert dates.long_date(DAY) == f"terça-feira 24{NBSP}de novembro de 2026"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/ar/", ("ar", "/")),
        ("/ar", ("ar", "/")),
        ("/en/permanences/coueron/", ("en", "/permanences/coueron/")),
        ("/permanences/", ("", "/permanences/")),
        ("/arabe/", ("", "/arabe/")),
        ("/AR/", ("", "/AR/")),
        ("/en//evil.example/", ("", "/en//evil.example/")),
        ("/", ("", "/")),
    ],
)
def test_the_language_of_an_address(path, found):
    assert languages.split(path) == found


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("/", "/ar/"),
        ("/permanences/?commune=coueron#dates", "/ar/permanences/?commune=coueron#dates"),
        ("/guides/payer/?q=a.b", "/ar/guides/payer/?q=a.b"),
        ("/permanences/calendrier.ics", "/permanences/calendrier.ics"),
        ("/guides/payer/imprimer.pdf?appareil=tablette", "/guides/payer/imprimer.pdf?appareil=tablette"),
        ("/admin/", "/admin/"),
        ("/media/images/x.webp", "/media/images/x.webp"),
        ("/p/abcd", "/p/abcd"),
        ("/en/permanences/", "/en/permanences/"),
        ("/fr/permanences/", "/permanences/"),
    ],
)
def test_an_address_of_the_site_as_an_arabic_reader_meets_it(address, inside):
    assert languages.inside(address, "ar") == inside


def test_links_of_other_sites_and_of_other_schemes_stay():
    links = ("https://caf.fr/", "tel:3230", "//x.example/", "#dates", "?vue=mois")
    html = " ".join(f'<a href="{link}">x</a>' for link in links)

    assert languages.with_links_inside(html, "ar") == html


@pytest.mark.parametrize(
    ("language", "long", "short", "month"),
    [
        ("fr", "mardi 24~novembre 2026", "mardi 24~novembre", "novembre 2026"),
        ("en", "Tuesday 24~November 2026", "Tuesday 24~November", "November 2026"),
        ("ar", "الثلاثاء 24~نوفمبر 2026", "الثلاثاء 24~نوفمبر", "نوفمبر 2026"),
        ("hu", "2026. november 24., kedd", "november 24., kedd", "2026. november"),
    ],
)
def test_dates_are_written_as_the_language_does_with_western_digits(language, long, short, month):
    assert dates.long_date(DAY, language) == long.replace("~", NBSP)
    assert dates.short_date(DAY, language) == short.replace("~", NBSP)
    assert dates.month_name(DAY, language) == month


def test_hours_have_twenty_four_everywhere():
    assert dates.hours(time(9, 30), time(14), "en") == "from 9:30 to 14:00"
    assert dates.hours(time(9, 30), time(14), "ar") == "من 9:30 إلى 14:00"
    assert dates.hours(time(9, 30), time(14), "fr") == f"de 9{NBSP}h{NBSP}30 à 14{NBSP}h"


def test_the_head_of_a_month_is_short_in_every_language():
    assert dates.short_weekdays("fr")[0] == "lun"
    assert dates.short_weekdays("en")[0] == "Mon"
    assert dates.short_weekdays("ar") == ("ن", "ث", "ر", "خ", "ج", "س", "ح")


def test_a_name_in_an_arabic_sentence_is_isolated_and_nowhere_else():
    with override("ar"):
        assert languages.isolated("02 61") == "\u206802 61\u2069"
    with override("en"):
        assert languages.isolated("02 61") == "02 61"


def test_spaces_and_apostrophes_do_not_make_another_text():
    assert translations.digest("Qui sommes-nous ?") == translations.digest(f"Qui\n  sommes-nous{NBSP}?")
    assert translations.digest("l'aide") == translations.digest("l’aide")
    assert translations.digest("l’aide") != translations.digest("L’aide")


def test_a_translation_brings_no_tag_that_the_french_text_has_not():
    source = 'Voir <a linktype="page" id="3">les dates</a> &amp; venir'
    hostile = 'See <a linktype="page" id="3">dates</a> & <script>x</script> <a href="javascript:x">y</a>'

    assert translations.within(hostile, source) == (
        'See <a linktype="page" id="3">dates</a> &amp; &lt;script&gt;x&lt;/script&gt; '
        "&lt;a href=&quot;javascript:x&quot;&gt;y</a>"
    )


def test_running_text_is_parted_into_paragraphs_and_lines():
    html = "<p>Un <b>mot</b>.</p><ul><li>Deux</li><li></li></ul><h2>Trois</h2>"

    assert translations.leaves(html) == ["Un <b>mot</b>.", "Deux", "Trois"]


@pytest.mark.django_db
def test_a_list_inside_a_list_is_read_and_shown_line_by_line():
    """An editor moves a line to the right, and the site writes the second list inside the line above it."""
    html = '<ul><li data-block-key="a">Un<ul><li data-block-key="b">Deux</li></ul></li><li>Trois</li></ul>'

    assert translations.leaves(html) == ["Un", "Deux", "Trois"]
    with override("en"):
        shown = BeautifulSoup(translations.shown_html(html), "html.parser")
    lines = {
        line.find(class_="in_french").get_text().split()[-1]: line.parent.parent.name for line in shown("li")
    }
    assert lines == {"Un": "[document]", "Deux": "li", "Trois": "[document]"}


@pytest.mark.django_db
def test_what_is_not_translated_is_french_and_says_so():
    with override("en"):
        shown = translations.shown("L'aide <gratuite>")

    assert shown == mark_safe(
        '<span class="in_french" lang="fr" dir="ltr"><span class="in_french__sign">'
        '<span aria-hidden="true">FR</span><span class="for_readers" lang="en" dir="ltr">In French:</span>'
        "</span> L’aide &lt;gratuite&gt;</span>"
    )
