"""Guides: one thing to do, step by step."""

import pytest
from wagtail.models import PageViewRestriction

from tests import factories
from tests.reading import NBSP, link_names, main, soup, text, words

pytestmark = pytest.mark.django_db

STEPS = [
    (
        "step",
        {"title": "Ouvrez la page : ici", "text": "<p>Touchez <b>Payer</b>.</p>", "expect": "Un reçu !"},
    ),
    ("warning", {"title": "Votre code", "text": "<p>Ne le donnez à personne.</p>"}),
    ("tip", {"title": "Le soir", "text": "<p>C’est plus calme.</p>"}),
    ("step", {"title": "Fermez la page", "text": "", "expect": ""}),
]


@pytest.fixture
def theme():
    return factories.theme("bailleur", title="Mon logement", position=1, summary="Tout sur le loyer.")


@pytest.fixture
def guide(theme):
    return factories.guide(
        "Payer son loyer",
        slug="payer",
        theme=theme,
        body=STEPS,
        minutes=10,
        devices=["ordinateur", "iphone"],
        needs=[("need", "Votre avis d’échéance")],
        trouble=[("trouble", {"problem": "La page reste blanche ?", "solution": "Attendez un peu."})],
        links=[("link", {"label": "Le site officiel", "url": "https://www.service-public.fr/"})],
        verified_on="2026-11-01",
    )


def test_steps_are_numbered_and_what_is_no_step_does_not_count(client, guide):
    steps = [words(title) for title in soup(client.get(guide.url)).select(".step h3")]

    assert steps == [f"Étape 1 Ouvrez la page{NBSP}: ici", "Étape 2 Fermez la page"]


def test_everything_that_was_written_is_on_the_page(client, guide):
    said = main(client.get(guide.url))

    for words_ in (
        "Vous saurez payer.",
        "Ordinateur, iPhone",
        "10 minutes",
        "Pour débuter",
        "Votre avis d’échéance",
        f"Ce que vous voyez{NBSP}: Un reçu{NBSP}!",
        "Ne le donnez à personne.",
        "C’est plus calme.",
        f"La page reste blanche{NBSP}?",
        "Attendez un peu.",
        "Le site officiel",
        "https://www.service-public.fr/",
        f"Fiche vérifiée le 1er{NBSP}novembre 2026.",
        f"Vous n’y arrivez pas{NBSP}?",
    ):
        assert words_ in said


def test_a_guide_with_nothing_but_a_title_and_a_summary_has_no_empty_part(client, theme):
    guide = factories.guide("Court", slug="court", theme=theme)

    page = client.get(guide.url)

    assert page.status_code == 200
    for heading in ("À avoir sous la main", "Si ça ne marche pas", "Sites officiels", "Fiches sur le même"):
        assert heading not in text(page)
    assert "None" not in main(page)
    assert "vérifiée" not in text(page)


def test_the_caravan_is_one_tap_away_from_every_guide(client, guide):
    assert link_names(client.get(guide.url))["/permanences/"] == "Où et quand"


def test_the_other_guides_of_the_theme_are_offered_and_not_the_guide_itself(client, guide, theme):
    for number in range(6):
        factories.guide(f"Fiche {number}", slug=f"fiche-{number}", theme=theme)

    related = soup(client.get(guide.url)).main.select("section")[-1].select("a")

    assert [link["href"] for link in related] == [f"/guides/fiche-{number}/" for number in range(4)]


def test_the_index_shows_the_shelves_in_order_and_their_guides_by_title(client, guide, theme):
    first = factories.theme("appareils", title="Appareils", position=0)
    factories.theme("vide", title="Vide", position=2)
    factories.guide("Ouvrir son compte", slug="ouvrir", theme=theme)
    factories.guide("Régler le son", slug="son", theme=first)

    sections = soup(client.get("/guides/")).main.select("section")

    assert {words(s.h2): [words(t) for t in s.select("h3")] for s in sections} == {
        "Appareils": ["Régler le son"],
        "Mon logement": ["Ouvrir son compte", "Payer son loyer"],
    }


def test_one_theme_can_be_asked_for_and_a_link_leads_back_to_all(client, guide):
    factories.guide("Régler le son", slug="son", theme=factories.theme("appareils"))

    page = client.get("/guides/?theme=bailleur")

    assert "Payer son loyer" in main(page)
    assert "Régler le son" not in main(page)
    assert link_names(page)["/guides/"] in ("Voir toutes les fiches", "Fiches pratiques")


@pytest.mark.parametrize("asked", ["atlantide", "%00", "<script>", "vide"])
def test_an_unknown_theme_is_said_and_everything_is_shown(client, guide, asked):
    page = client.get("/guides/", {"theme": asked})

    assert page.status_code == 200
    assert "Ce thème n’existe pas. Voici toutes les fiches." in text(page)
    assert "Payer son loyer" in main(page)


def test_without_guides_the_index_says_what_will_stand_there(client):
    assert "Les fiches seront affichées ici." in main(client.get("/guides/"))


def test_drafts_and_private_guides_stand_nowhere(client, guide, theme):
    hidden = factories.guide("Fiche cachée", slug="cachee", theme=theme)
    draft = factories.guide("Fiche brouillon", slug="brouillon", theme=theme)
    client.get("/guides/")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()

    for address in ("/guides/", guide.url, "/", "/plan-du-site/"):
        assert "Fiche cachée" not in text(client.get(address)), address
        assert "Fiche brouillon" not in text(client.get(address)), address
    assert client.get(draft.url).status_code == 404


def test_a_new_title_and_a_renamed_theme_show_at_the_next_request(client, guide, theme):
    client.get("/guides/")
    guide.title = "Régler son loyer"
    guide.save_revision().publish()
    theme.title = "Chez moi"
    theme.save()

    assert "Régler son loyer" in main(client.get("/guides/"))
    assert "Chez moi" in main(client.get("/guides/"))


def test_markup_in_a_title_stays_text(client, theme):
    hostile = "<script>alert(1)</script>"
    step = {"title": hostile, "text": f"<p>{hostile}<img src=x onerror=y></p>", "expect": hostile}
    guide = factories.guide(hostile, slug="x", theme=theme, summary=hostile, body=[("step", step)])

    page = soup(client.get(guide.url))

    assert page.h1.get_text() == hostile
    assert page.select("main h1 script, main h3 script, title script, .lead script") == []


def test_the_drawing_of_every_theme_of_the_demo_exists():
    from home.demo import texts
    from tests.conftest import ROOT

    drawings = ROOT / "site" / "static" / "img"
    missing = [
        row["slug"] for row in texts.table("themes") if not (drawings / f"theme-{row['slug']}.svg").is_file()
    ]

    assert missing == []


def test_a_theme_that_an_editor_adds_has_a_drawing_that_exists(client):
    """The page must not ask for a picture that is not there; with hashed files it would not open at all."""
    from django.contrib.staticfiles import finders

    theme = factories.theme("sante", title="Santé")
    factories.guide("Prendre rendez-vous", slug="rdv", theme=theme)

    for address in ("/guides/", "/"):
        for picture in soup(client.get(address)).select("main img"):
            assert finders.find(picture["src"].removeprefix("/static/")), (address, picture["src"])
