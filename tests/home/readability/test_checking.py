"""What the public reads is easy to read: the texts of the site, held against the rules; fast, on each run."""

from io import StringIO

import pytest
from django.core.management import call_command

from guides.plain_language.draft import Finding, Place
from home.readability import audience, checking, messages, reading
from home.readability.checking import Accepted, Report


@pytest.fixture(scope="module")
def report() -> Report:
    return checking.report()


def told(findings) -> list[str]:
    return [f"{finding.place.label} : {finding.name} : {finding.excerpt}" for finding in findings]


def test_the_texts_of_the_site_are_easy_to_read(report):
    assert told(report.open) == []


def test_every_exception_has_a_reason_and_is_still_needed(report):
    assert [one for one in checking.exceptions() if len(one.reason) < 20] == []
    assert report.stale == ()


def test_exceptions_stay_few(report):
    assert report.accepted <= 40


def finding(excerpt: str, rule: str = "large", where: str = "pages « le-service »") -> Finding:
    return Finding(rule, "Grand nombre", Place(where), excerpt, "Comparez.", "FALC")


def test_an_exception_covers_its_rule_its_words_and_its_place_only():
    accepted = [Accepted("large", "300 000 euros", "Une raison.", where="pages")]
    covered = finding("Ils donnent 300\u00a0000\u00a0euros.")
    others = [
        finding("Ils donnent 400 000 euros."),
        finding("Ils donnent 300 000 euros.", rule="long"),
        finding("Ils donnent 300 000 euros.", where="guides/loyer"),
    ]

    assert checking.sort_out([covered, *others], accepted) == Report(tuple(others), 1, ())


def test_an_exception_that_nothing_needs_is_told():
    stale = Accepted("large", "300 000 euros", "Une raison.")

    report = checking.sort_out([], [stale])

    assert report == Report((), 0, (stale,))
    assert not report.is_good


def test_public_messages_are_found_in_templates_and_code_with_their_plurals_and_nothing_of_the_team():
    found = {text: where for where, text in messages.french_messages()}

    assert found["Aller au texte"] == "templates/base.html"
    assert found["Plan du site"].startswith(("home/", "templates/"))
    assert len(found) > 250
    assert [where for where in found.values() if "backoffice" in where or "wagtail" in where] == []


@pytest.mark.parametrize(
    ("file", "read_by_all", "in_all_languages"),
    [
        ("schedule/something_new.py", True, True),
        ("templates/components/something_new.html", True, True),
        ("schedule/posters/views.py", True, True),
        ("schedule/posters/sheet.py", True, False),
        ("schedule/sms.py", True, False),
        ("templates/guides/paper.html", True, False),
        ("templates/guides/paper_soon.html", True, True),
        ("schedule/backoffice/planner/week.py", False, False),
        ("templates/home/style_guide/style_guide.html", False, False),
    ],
)
def test_a_file_speaks_to_everyone_unless_it_is_named(file, read_by_all, in_all_languages):
    assert (audience.is_public(file), audience.is_translated(file)) == (read_by_all, in_all_languages)


def test_messages_are_read_from_any_kind_of_call(tmp_path):
    template = (
        '{% load i18n %}{% translate "One" %}{% blocktranslate %}Two {{ x }}{% endblocktranslate %}'
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    code = (
        '_("Three")\nngettext("%(n)d day", "%(n)d days", n)\npgettext_lazy("verb", "open")\n'
        'other("no")\n_(name)'
    )

    assert [(m.function, m.arguments) for m in messages._of_template("a.html", template)] == [
        ("gettext", ("One",)),
        ("gettext", ("Two %(x)s",)),
        ("ngettext", ("%(n)s day", "%(n)s days")),
    ]
    assert sorted((m.function, m.arguments) for m in messages._of_python("a.py", code)) == [
        ("gettext", ()),
        ("gettext", ("Three",)),
        ("ngettext", ("%(n)d day", "%(n)d days")),
        ("pgettext", ("verb", "open")),
    ]


def test_every_part_of_the_demo_is_read():
    places = {passage.place.label.split(" ")[0] for draft in reading.drafts() for passage in draft.passages}

    assert {"pages", "places", "words", "ways", "partners", "services", "needs", "communes"} <= places
    assert {"guides/payer-son-loyer-en-ligne", "home/demo/pages.py", "collections", "pictures"} <= places


def test_the_command_tells_what_it_finds_and_fails(monkeypatch):
    bad = Report((finding("Ils donnent 300 000 euros."),), 2, (Accepted("long", "Un texte", "Une raison."),))
    monkeypatch.setattr("home.management.commands.check_readability.report", lambda: bad)
    out = StringIO()

    with pytest.raises(SystemExit) as failed:
        call_command("check_readability", stdout=out)

    assert failed.value.code == 1
    assert out.getvalue().splitlines() == [
        "pages « le-service » : Grand nombre",
        "  Ils donnent 300 000 euros.",
        "  → Comparez.",
        "exception qui ne sert plus : long, « Un texte »",
        "Textes à revoir : 1. Exceptions acceptées : 2.",
    ]


def test_the_command_is_content_with_the_site_as_it_is():
    out = StringIO()

    call_command("check_readability", stdout=out)

    assert out.getvalue().startswith("Textes à revoir : 0. ")
