"""Search: what people type is rarely what we wrote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from guides.models import CollectionPage
from home import searching
from home.models import StandardPage
from home.searching import MAX_QUERY, MAX_RESULTS, Document, Found, Index, fold
from tests import factories
from tests.reading import lake, link_names, main, soup, text

SEARCH = "/recherche/"


def document(title: str, text: str = "", weight: float = 2.0) -> Document:
    return Document(Found(title, f"/{title}/", "Page", ""), ((title, 10.0), (text, weight)))


LIBRARY = Index(
    [
        document("Payer son loyer en ligne", "avis d’échéance, prélèvement, carte bancaire"),
        document("Faire un appel vidéo", "téléphone, WhatsApp, caméra"),
        document("Reconnaître une arnaque", "SMS, faux messages, œil ouvert"),
        document("Couëron", "44220"),
        document("Ouvrir son compte locataire", "CDC Habitat, loyers, mot de passe"),
    ]
)


def guide(title: str, **fields):
    if not CollectionPage.objects.exists():
        factories.collection("mon-logement")
    return factories.guide(title, **fields)


def titles(query: str, index: Index = LIBRARY) -> list[str]:
    return [found.title for found in index.search(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("loyer", "Payer son loyer en ligne"),
        ("LOYER", "Payer son loyer en ligne"),
        ("  loyer  ", "Payer son loyer en ligne"),
        ("payer mon loyer", "Payer son loyer en ligne"),
        ("comment payer le loyer ?", "Payer son loyer en ligne"),
        ("prelevement", "Payer son loyer en ligne"),
        ("l'échéance", "Payer son loyer en ligne"),
        ("l’échéance", "Payer son loyer en ligne"),
        ("echeances", "Payer son loyer en ligne"),
        ("loier", "Payer son loyer en ligne"),
        ("lyoer", "Payer son loyer en ligne"),
        ("telephone", "Faire un appel vidéo"),
        ("téléphones", "Faire un appel vidéo"),
        ("telefone", "Faire un appel vidéo"),
        ("video", "Faire un appel vidéo"),
        ("vidéos", "Faire un appel vidéo"),
        ("watsapp", "Faire un appel vidéo"),
        ("whats", "Faire un appel vidéo"),
        ("arnaques", "Reconnaître une arnaque"),
        ("arnaqe", "Reconnaître une arnaque"),
        ("reconnaitre", "Reconnaître une arnaque"),
        ("oeil", "Reconnaître une arnaque"),
        ("œil", "Reconnaître une arnaque"),
        ("coueron", "Couëron"),
        ("Couëron", "Couëron"),
        ("COUERON", "Couëron"),
        ("couéron", "Couëron"),
        ("44220", "Couëron"),
        ("locatairre", "Ouvrir son compte locataire"),
        ("cdc habitat", "Ouvrir son compte locataire"),
        ("ﬁche paye loyer", "Payer son loyer en ligne"),
    ],
)
def test_accents_capitals_plurals_and_small_errors_are_forgiven(query, first):
    assert titles(query)[0] == first


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("loyer", "loyers"),
        ("dossier", "dossiers"),
        ("courrier", "courriers"),
        ("quittance", "quittances"),
        ("réseau", "réseaux"),
        ("aide", "aides"),
        ("papier", "papiers"),
        ("ordinateur", "ordinateurs"),
        ("mail", "mails"),
        ("impôt", "impôts"),
    ],
)
def test_a_word_and_its_plural_find_the_same_pages(singular, plural):
    """Also when another page holds the very form that was typed."""
    index = Index([document(f"Un {singular}"), document(f"Des {plural}")])

    assert set(titles(singular, index)) == set(titles(plural, index)) == {f"Un {singular}", f"Des {plural}"}


def test_the_title_counts_more_than_the_text():
    assert titles("loyer") == ["Payer son loyer en ligne", "Ouvrir son compte locataire"]


def test_words_that_say_nothing_are_passed_over_unless_they_are_all_there_is():
    assert titles("comment faire pour un appel") == ["Faire un appel vidéo"]
    assert titles("un") == ["Faire un appel vidéo"]


def test_a_document_with_all_the_words_comes_before_one_with_some():
    assert titles("payer compte loyer")[0] in ("Payer son loyer en ligne", "Ouvrir son compte locataire")
    assert titles("appel téléphone") == ["Faire un appel vidéo"]


def test_a_short_word_is_not_taken_for_another_one():
    assert titles("sns") == []
    assert titles("zq") == []


def test_digits_are_found_whole():
    index = Index([document("Nantes", "44000"), document("Couëron", "44220")])

    assert titles("44000", index) == ["Nantes"]


@pytest.mark.parametrize("query", ["", " ", "?!", "’", "«»", "\x00", "🚐", "العربية", "中文", "%", "*", "'"])
def test_what_holds_no_word_finds_nothing(query):
    assert titles(query) == []


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_no_text_at_all_makes_the_search_fail(query):
    found = LIBRARY.search(query)

    assert len(found) <= len(LIBRARY.documents)
    assert len({result.url for result in found}) == len(found)


@given(st.text(max_size=100))
@settings(max_examples=200)
def test_folding_a_folded_text_changes_nothing(words):
    assert fold(" ".join(fold(words))) == fold(words)


@given(st.sampled_from([word for doc in LIBRARY.documents for part, _ in doc.texts for word in fold(part)]))
def test_every_word_of_a_document_finds_it(word):
    if word in searching.STOP_WORDS:
        return
    found = set(titles(word))

    assert all(
        doc.found.title in found
        for doc in LIBRARY.documents
        if any(word in fold(part) for part, _ in doc.texts)
    )


@given(st.text(alphabet="abcdefghij", min_size=4, max_size=12), st.data())
@settings(max_examples=100)
def test_two_letters_swapped_are_forgiven(word, data):
    index = Index([document(word)])
    place = data.draw(st.integers(0, len(word) - 2))
    typed = word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    assert titles(typed, index) == [word]


def test_at_most_twenty_results_come_back():
    index = Index(document(f"Loyer {number}") for number in range(100))

    assert len(index.search("loyer")) == MAX_RESULTS


def test_an_empty_site_finds_nothing_and_does_not_fail():
    assert Index([]).search("loyer") == []


def test_the_work_is_bounded_by_the_words_that_exist_and_by_the_length_of_the_query(monkeypatch):
    """2,000 documents, and the worst query: as many unknown words as fit."""
    index = Index(
        document(f"Document {number}", f"mot{number % 700} loyer échéance") for number in range(2000)
    )
    words = len({word for doc in index.documents for part, _ in doc.texts for word in fold(part)})
    compared = []
    distance = searching.OSA.distance

    class Counted:
        @staticmethod
        def distance(*args, **kwargs):
            compared.append(args)
            return distance(*args, **kwargs)

    monkeypatch.setattr(searching, "OSA", Counted)

    index.search("zzzz yyyy xxxx wwww vvvv " * 500)

    longest_query = MAX_QUERY // 5
    assert len(compared) <= words * longest_query


def test_a_word_repeated_is_looked_for_once(monkeypatch):
    asked = []
    monkeypatch.setattr(Index, "_matches", lambda self, word: asked.append(word) or {})

    LIBRARY.search("loyer loyer LOYER Loyér")

    assert asked == ["loyer"]


@pytest.mark.django_db
class TestPage:
    def test_guides_places_and_pages_are_found(self, client):
        guide("Payer son loyer", keywords="quittance")
        lake(address="3 rue du Débarcadère")

        for query, title in (
            ("quittances", "Payer son loyer"),
            ("debarcadere", "Résidence du Lac"),
            ("coueron", "Couëron"),
            ("accessibilité", "Déclaration d’accessibilité"),
        ):
            page = client.get(SEARCH, {"q": query})
            assert title in [link.get_text() for link in soup(page).select(".results a")], query

    def test_a_result_leads_to_a_page_that_answers(self, client):
        guide("Payer son loyer", keywords="quittance")

        page = client.get(SEARCH, {"q": "quittance"})

        address = soup(page).select_one(".results a")["href"]
        assert client.get(address).status_code == 200
        assert "Fiche pratique" in main(page)
        assert "1 page trouvée." in main(page)

    def test_the_words_inside_a_guide_are_found(self, client):
        body = [("step", {"title": "Allumez la machine", "text": "<p>Le bouton clignote.</p>", "expect": ""})]
        guide("Démarrer", body=body)

        assert "Démarrer" in main(client.get(SEARCH, {"q": "clignoter"}))

    def test_names_of_tags_are_not_words_of_the_text(self, client):
        body = [("step", {"title": "Allumez", "text": "<p><strong>Oui</strong></p>", "expect": ""})]
        guide("Démarrer", body=body)

        assert "Démarrer" not in main(client.get(SEARCH, {"q": "strong"}))

    @pytest.mark.parametrize("query", ["introuvable", "<b>", "🚐🚐", "zq xk"])
    def test_an_empty_result_helps(self, client, query):
        guide("Payer son loyer")

        page = client.get(SEARCH, {"q": query})

        assert page.status_code == 200
        assert "Nous n’avons rien trouvé pour" in text(page)
        assert query in text(page)
        assert "Essayez avec un seul mot." in text(page)
        links = link_names(page)
        assert {"/permanences/", "/guides/mon-logement/"} <= set(links)

    def test_no_query_yet_shows_the_form_and_the_themes(self, client):
        guide("Payer son loyer")

        page = client.get(SEARCH)

        assert "rien trouvé" not in text(page)
        assert soup(page).select_one("label[for=q]").get_text() == "Que cherchez-vous ?".replace(
            " ?", "\u00a0?"
        )
        assert "/guides/mon-logement/" in link_names(page)

    def test_a_query_of_ten_thousand_characters_is_cut_and_says_so(self, client):
        guide("Payer son loyer")

        page = client.get(SEARCH, {"q": "loyer " * 1700})

        assert page.status_code == 200
        assert "seul son début a été cherché" in text(page)
        assert len(soup(page).select_one("#q")["value"]) <= MAX_QUERY
        assert "Payer son loyer" in main(page)

    @pytest.mark.parametrize(
        "raw", ["%00", "loyer%00", "%ff%fe", "%ED%A0%80", "%E2%80%AE", "q[]=1", "%0d%0aSet-Cookie:x=1"]
    )
    def test_bytes_that_are_no_text_break_nothing(self, client, raw):
        page = client.get(f"{SEARCH}?q={raw}")

        assert page.status_code == 200
        assert not page.cookies

    @pytest.mark.parametrize(
        "hostile",
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onfocus=alert(1) autofocus='",
            "{{ settings.SECRET_KEY }}{% debug %}",
            "</title><script>1</script>",
        ],
    )
    def test_what_was_typed_is_shown_as_text_and_never_as_markup(self, client, hostile):
        page = client.get(SEARCH, {"q": hostile})

        assert soup(page).select("script, img[src=x]") == []
        field = soup(page).select_one("#q")
        assert field["value"] == hostile
        assert not {"onfocus", "autofocus", "onerror"} & set(field.attrs)

    def test_a_title_with_markup_is_shown_as_text(self, client):
        guide("Loyer <script>alert(1)</script>", slug="loyer")

        page = client.get(SEARCH, {"q": "loyer"})

        assert soup(page).select("script") == []
        assert "<script>" in main(page)

    def test_drafts_are_never_found(self, client):
        published = guide("Payer son loyer")
        published.summary = "Mot secretissime"
        published.save_revision()
        other = guide("Brouillon invisible")
        other.unpublish()

        assert "rien trouvé" in text(client.get(SEARCH, {"q": "secretissime"}))
        assert "rien trouvé" in text(client.get(SEARCH, {"q": "brouillon"}))

    def test_private_pages_and_those_below_them_are_never_found(self, client):
        place = lake()
        assert "Résidence du Lac" in main(client.get(SEARCH, {"q": "residence lac"}))

        PageViewRestriction.objects.create(
            page=place.get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="secret"
        )

        assert "Résidence du Lac" not in main(client.get(SEARCH, {"q": "residence lac"}))
        assert "Couëron" not in main(client.get(SEARCH, {"q": "couëron postcode"}))

    def test_what_is_published_is_found_at_the_next_request(self, client):
        assert "rien trouvé" in text(client.get(SEARCH, {"q": "nouveauté"}))

        guide("Une nouveauté")

        assert "Une nouveauté" in main(client.get(SEARCH, {"q": "nouveautés"}))

    def test_results_are_not_for_search_engines(self, client):
        page = client.get(SEARCH, {"q": "loyer"})

        assert soup(page).select_one("meta[name=robots]")["content"] == "noindex"

    def test_the_text_of_a_plain_page_is_found(self, client):
        home = StandardPage.objects.first().get_parent().specific
        page = StandardPage(title="Le matériel", body=[("paragraph", "<p>Une imprimante 3D.</p>")])
        home.add_child(instance=page)
        page.save_revision().publish()

        assert "Le matériel" in main(client.get(SEARCH, {"q": "imprimantes"}))
