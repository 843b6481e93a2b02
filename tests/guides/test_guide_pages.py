"""Guides: one thing to do, step by step."""

from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.utils.text import slugify
from wagtail.models import PageViewRestriction

from guides.models import CollectionPage, GlossaryPage, GuideIndexPage
from schedule.pages import PlacePage
from tests import factories
from tests.reading import NBSP, link_names, main, soup, text, words

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

STEPS = [
    (
        "step",
        {"title": "Ouvrez la page : ici", "text": "<p>Touchez <b>Payer</b>.</p>", "expect": "Un reçu !"},
    ),
    ("warning", {"about": "arnaque", "title": "Votre code", "text": "<p>Ne le donnez à personne.</p>"}),
    ("tip", {"title": "Le soir", "text": "<p>C’est plus calme.</p>"}),
    ("step", {"title": "Fermez la page", "text": "", "expect": ""}),
]


@pytest.fixture
def rent():
    return factories.collection("payer-mon-loyer", summary="Tout sur le loyer.", drawing="loyer")


@pytest.fixture
def guide(rent):
    page = factories.guide(
        "Payer son loyer",
        slug="payer",
        collections=[rent],
        body=STEPS,
        minutes=10,
        devices=["ordinateur", "iphone"],
        needs=[("need", "Votre avis d’échéance")],
        trouble=[("trouble", {"problem": "La page reste blanche ?", "solution": "Attendez un peu."})],
        links=[
            (
                "link",
                {"label": "Service Public", "url": "https://www.service-public.fr/", "who": "l’État"},
            )
        ],
    )
    factories.check(page, date(2026, 11, 1), "l’équipe de la caravane")
    return page


def test_steps_are_numbered_and_what_is_no_step_does_not_count(client, guide):
    steps = [words(title) for title in soup(client.get(guide.url)).select(".step h3")]

    assert steps == [f"Étape 1 Ouvrez la page{NBSP}: ici", "Étape 2 Fermez la page"]


def test_everything_that_was_written_is_on_the_page(client, guide):
    said = main(client.get(guide.url))

    for words_ in (
        "Vous saurez payer.",
        "Ordinateur, iPhone",
        f"10{NBSP}minutes",
        "Pour débuter",
        "Votre avis d’échéance",
        f"Ce que vous voyez{NBSP}: Un reçu{NBSP}!",
        "Ne le donnez à personne.",
        "C’est plus calme.",
        f"La page reste blanche{NBSP}?",
        "Attendez un peu.",
        "Service Public Site officiel tenu par l’État https://www.service-public.fr/",
        f"Attention aux arnaques{NBSP}: Votre code",
        f"Fiche vérifiée le 1er{NBSP}novembre 2026 par l’équipe de la caravane.",
        f"Vous n’y arrivez pas{NBSP}?",
    ):
        assert words_ in said


def test_a_guide_with_nothing_but_a_title_and_a_summary_has_no_empty_part(client):
    guide = factories.guide("Court", slug="court")

    page = client.get(guide.url)

    assert page.status_code == 200
    for heading in ("À avoir sous la main", "Si ça ne marche pas", "Sites officiels", "Fiches à lire aussi"):
        assert heading not in main(page)
    assert "None" not in main(page)
    assert "vérifiée" not in main(page)


def test_the_caravan_is_one_tap_away_from_every_guide(client, guide):
    assert link_names(client.get(guide.url))["/permanences/"] == "Où et quand"


def test_guides_that_share_more_needs_are_offered_first_and_not_the_guide_itself(client, guide, rent):
    scams = factories.collection("arnaques")
    guide.collections = [rent, scams]
    guide.save_revision().publish()
    for number in range(6):
        factories.guide(f"Fiche {number}", slug=f"fiche-{number}", collections=[rent])
    factories.guide("Des deux", slug="des-deux", collections=[rent, scams])

    related = soup(client.get(guide.url)).select(".guide__related ul.links a")

    assert [link["href"] for link in related] == [
        "/guides/des-deux/",
        *(f"/guides/fiche-{number}/" for number in range(3)),
    ]


def test_the_index_shows_collections_and_guides_in_the_order_of_the_pages(client, guide, rent):
    device = factories.collection("mon-appareil")
    factories.collection("vide")
    factories.guide("Ouvrir son compte", slug="ouvrir", collections=[rent])
    factories.guide("Régler le son", slug="son", collections=[device, rent])
    factories.guide("Sans besoin", slug="sans", collections=[])

    sections = soup(client.get("/guides/")).main.select("section")

    assert {words(s.h2): [words(t) for t in s.select("h3")] for s in sections} == {
        "Payer mon loyer": ["Payer son loyer", "Ouvrir son compte", "Régler le son"],
        "Mon appareil": ["Régler le son"],
        "Autres fiches": ["Sans besoin"],
    }


def test_a_collection_shows_its_guides_and_leads_to_other_needs(client, guide, rent):
    factories.guide("Régler le son", slug="son", collections=[factories.collection("mon-appareil")])

    page = client.get("/guides/payer-mon-loyer/")

    assert [words(title) for title in soup(page).main.select("h3")] == ["Payer son loyer"]
    assert link_names(page)["/guides/mon-appareil/"] == "Mon appareil"
    assert link_names(page)["/guides/payer-mon-loyer/imprimer.pdf"] == "Imprimer toutes ces fiches (PDF)"


def test_an_address_from_before_collections_leads_to_the_collection(client, guide):
    assert client.get("/guides/?theme=payer-mon-loyer").headers["Location"] == "/guides/payer-mon-loyer/"


@pytest.mark.parametrize("asked", ["atlantide", "%00", "<script>", "payer", "guides"])
def test_an_unknown_theme_is_said_and_everything_is_shown(client, guide, asked):
    page = client.get("/guides/", {"theme": asked})

    assert page.status_code == 200
    assert "Ce thème n’existe pas. Voici toutes les fiches." in text(page)
    assert "Payer son loyer" in main(page)


def test_without_guides_the_index_says_what_will_stand_there(client):
    assert "Vous trouverez bientôt les fiches ici." in main(client.get("/guides/"))


def test_drafts_and_private_guides_stand_nowhere(client, guide, rent):
    hidden = factories.guide("Fiche cachée", slug="cachee", collections=[rent])
    draft = factories.guide("Fiche brouillon", slug="brouillon", collections=[rent])
    client.get("/guides/")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()

    for address in ("/guides/", guide.url, "/", "/plan-du-site/"):
        assert "Fiche cachée" not in text(client.get(address)), address
        assert "Fiche brouillon" not in text(client.get(address)), address
    assert client.get(draft.url).status_code == 404


def test_a_new_title_and_a_renamed_collection_show_at_the_next_request(client, guide, rent):
    client.get("/guides/")
    guide.title = "Régler son loyer"
    guide.save_revision().publish()
    rent.title = "Chez moi"
    rent.save_revision().publish()

    assert "Régler son loyer" in main(client.get("/guides/"))
    assert "Chez moi" in main(client.get("/guides/"))


def test_markup_in_a_title_stays_text(client, rent):
    hostile = "<script>alert(1)</script>"
    step = {"title": hostile, "text": f"<p>{hostile}<img src=x onerror=y></p>", "expect": hostile}
    guide = factories.guide(hostile, slug="x", collections=[rent], summary=hostile, body=[("step", step)])

    page = soup(client.get(guide.url))

    assert page.h1.get_text() == hostile
    assert page.select("main h1 script, main h3 script, title script, .lead script") == []


def test_every_need_has_a_drawing_that_exists(client):
    """The page must not ask for a picture that is not there; with hashed files it would not open at all."""
    for drawing in CollectionPage.Drawing.values:
        collection = factories.collection(f"besoin-{drawing}", drawing=drawing)
        factories.guide(f"Fiche {drawing}", slug=drawing, collections=[collection])

    for address in ("/guides/", "/", "/guides/besoin-loyer/"):
        for picture in soup(client.get(address)).select("main img"):
            assert finders.find(picture["src"].removeprefix("/static/")), (address, picture["src"])


class TestDevices:
    """One guide for all devices, and only what concerns one of them when the reader says which."""

    @pytest.fixture
    def guide(self):
        variants = [
            {"devices": ["android"], "text": "<p>Glissez vers le haut.</p>", "expect": "Une liste."},
            {"devices": ["iphone", "tablette"], "text": "<p>Glissez vers le bas.</p>", "expect": ""},
        ]
        steps = [
            ("step", {"title": "Cherchez", "text": "<p>Pour tous.</p>", "variants": variants}),
            ("step", {"title": "Touchez", "text": ""}),
        ]
        return factories.guide("Chercher", slug="chercher", body=steps)

    def test_all_ways_are_shown_with_the_names_of_their_devices(self, client, guide):
        shown = [words(variant) for variant in soup(client.get(guide.url)).select(".variant")]

        assert shown == [
            f"Sur{NBSP}: Téléphone Android Glissez vers le haut. Ce que vous voyez{NBSP}: Une liste.",
            f"Sur{NBSP}: iPhone, Tablette Glissez vers le bas.",
        ]

    def test_the_reader_says_which_device_and_sees_its_way_alone(self, client, guide):
        page = client.get(f"{guide.url}?appareil=iphone")

        assert [words(variant) for variant in soup(page).select(".variant")] == ["Glissez vers le bas."]
        assert "Pour tous." in main(page)
        assert words(soup(page).select_one("[data-devices] [aria-current]")) == "iPhone"
        assert f"{guide.url}imprimer.pdf?appareil=iphone" in link_names(page)

    @pytest.mark.parametrize("asked", ["tous", "minitel", "ordinateur", "%00"])
    def test_a_device_that_changes_nothing_shows_everything(self, client, guide, asked):
        page = client.get(guide.url, {"appareil": asked})

        assert len(soup(page).select(".variant")) == 2

    def test_only_devices_that_change_something_are_offered(self, client, guide):
        offered = soup(client.get(guide.url)).select("[data-device]")

        assert [words(link) for link in offered] == ["Téléphone Android", "iPhone", "Tablette"]


class TestFreshness:
    @pytest.mark.parametrize(("today", "said"), [("2027-11-01 10:00", False), ("2027-11-02 10:00", True)])
    def test_a_guide_not_checked_for_a_year_says_so(self, client, guide, set_clock, today, said):
        set_clock(today)

        assert ("il y a plus d’un an" in main(client.get(guide.url))) is said

    def test_a_new_check_shows_at_the_next_request(self, client, guide):
        client.get(guide.url)
        factories.check(guide, date(2026, 11, 24))

        assert f"Fiche vérifiée le 24{NBSP}novembre 2026." in main(client.get(guide.url))


class TestWords:
    def test_a_word_is_explained_where_it_is_first_read_and_at_the_foot(self, client):
        factories.word("Lien", "Un mot à toucher.", forms="liens")
        steps = [("step", {"title": "Le lien", "text": "<p>Touchez les liens, puis le lien.</p>"})]
        guide = factories.guide("Lire", slug="lire", body=steps)

        page = soup(client.get(guide.url))

        assert [(words(a), a["href"]) for a in page.select("a.word")] == [("liens", "#mot-lien")]
        assert words(page.select_one("#mot-lien")) == (
            f"Lien Un mot à toucher. Par exemple{NBSP}: Un exemple de tous les jours."
        )

    def test_the_page_of_the_words_goes_from_a_to_z_without_accents(self, client):
        shelf = GuideIndexPage.objects.get()
        shelf.add_child(instance=GlossaryPage(title="Les mots", slug="les-mots")).save_revision().publish()
        for term in ("écran", "zoom", "e-mail", "Été"):
            factories.word(term)

        page = soup(client.get("/guides/les-mots/"))

        found = {words(s.h2): [words(dt) for dt in s.select("dt")] for s in page.main.select("section")}
        assert found == {"E": ["e-mail", "écran", "Été"], "Z": ["zoom"]}


class TestMeeting:
    """At the end of every guide stands a person: the next dates near the reader's town, and the phone."""

    @pytest.fixture(autouse=True)
    def towns(self, set_clock):
        set_clock("2026-11-24 08:00")
        centre = {"Couëron": (47.215, -1.73), "Nantes": (47.218, -1.55), "Treillières": (47.33, -1.62)}
        places = {}
        for name, (latitude, longitude) in centre.items():
            town = factories.commune(name, slug=slugify(name))
            places[name] = factories.place(
                f"Résidence de {name}", town, latitude=latitude, longitude=longitude
            )
        factories.stay(date(2026, 11, 24), date(2026, 11, 25), at=places["Couëron"])
        factories.stay(date(2026, 12, 1), date(2026, 12, 2), at=places["Nantes"])

    def test_the_next_dates_of_all_towns_come_first(self, client, guide):
        assert self.dates(client.get(guide.url))[0].startswith("mardi 24")

    def test_the_dates_of_the_chosen_town_are_shown(self, client, guide):
        shown = self.dates(client.get(f"{guide.url}?commune=nantes"))

        assert len(shown) == 3
        assert shown[0] == (
            f"mardi 1er{NBSP}décembre 2026 de 9{NBSP}h{NBSP}30 à 12{NBSP}h{NBSP}30, "
            "Résidence de Nantes Nantes"
        )

    def test_without_dates_in_town_the_nearest_ones_are_shown_and_it_is_said(self, client, guide):
        page = client.get(f"{guide.url}?commune=treillieres")

        assert "Aucune date n’est prévue à Treillières pour l’instant." in main(page)
        assert "Résidence de Nantes" in self.dates(page)[0]

    def test_a_town_whose_places_have_no_position_stands_where_the_town_is(self, client, guide):
        """Carquefou comes first in the alphabet, and is at the other end of Nantes."""
        for name, code in (("Indre", "44074"), ("Saint-Herblain", "44162"), ("Carquefou", "44026")):
            town = factories.commune(name, slug=slugify(name), insee_code=code)
            place = factories.place(f"Résidence de {name}", town)
            if name != "Indre":
                factories.stay(date(2027, 1, 5), date(2027, 1, 5), at=place)
        PlacePage.objects.filter(title__contains="Couëron").update(latitude=47.9, longitude=-1.1)

        assert "Saint-Herblain" in self.dates(client.get(f"{guide.url}?commune=indre"))[0]

    @pytest.mark.parametrize("asked", ["atlantide", "%00", "'; DROP TABLE"])
    def test_an_unknown_town_shows_all(self, client, guide, asked):
        assert self.dates(client.get(guide.url, {"commune": asked})) == self.dates(client.get(guide.url))

    @staticmethod
    def dates(page):
        return [words(row) for row in soup(page).select(".near__dates li")]
