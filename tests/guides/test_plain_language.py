"""Advice on how a guide is written: each rule on what it must find, and on what it must leave alone."""

import json
import re
from datetime import date
from time import perf_counter

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from core.clock import now
from guides.models import GuidePage, LinkCheck, Word
from guides.plain_language import reading, rules
from guides.plain_language.draft import Draft, Link, Passage, Picture, Place, Step
from guides.plain_language.sentences import key, sentences, words
from tests import factories

HERE = Place("Étape 1", "b")


def found(rule, *texts: str, **fields) -> list[str]:
    """The excerpts that the rule finds in these paragraphs."""
    draft = Draft(passages=tuple(Passage(HERE, text) for text in texts), **fields)
    return [finding.excerpt for finding in rule(draft)]


TWENTY = " ".join(["mot"] * 20) + "."


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rules.long_sentences, f"Un {TWENTY}"),
        (rules.several_ideas, "Ouvrez la page, tapez votre nom et appuyez sur « Valider »."),
        (rules.several_ideas, "Le site est lent car il est vieux, mais il marche."),
        (rules.passive_voice, "La demande est étudiée par la commission."),
        (rules.passive_voice, "Une lettre sera envoyée."),
        (rules.passive_voice, "Le dossier a été reçu."),
        (rules.passive_voice, "Votre réponse n’a pas été comptée."),
        (rules.passive_voice, "Le dossier n’a pas pu être reçu."),
        (rules.passive_voice, "Les pièces ont été rapidement vérifiées."),
        (rules.acronyms, "Appelez la MSA."),
        (rules.acronyms, "Votre numéro d’ISBN-X ou de RSA."),
        (rules.click_here, "Cliquez ici."),
        (rules.click_here, "Pour payer, appuyez là."),
        (rules.percentages, "Vous payez 25 % du prix."),
        (rules.percentages, "Dix pour cent du prix."),
    ],
)
def test_a_rule_finds(rule, text):
    assert found(rule, text) == [text]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rules.long_sentences, TWENTY),
        (rules.long_sentences, f"{TWENTY} {TWENTY.capitalize()}"),
        (rules.several_ideas, "Prenez votre nom, votre prénom et votre date de naissance."),
        (rules.several_ideas, "Touchez « Menu », puis « Réglages »."),
        (rules.passive_voice, "Le site est ouvert par tous les temps."),
        (rules.passive_voice, "Vous êtes né à Nantes."),
        (rules.passive_voice, "Le loyer est payé par mois."),
        (rules.passive_voice, "Vous avez été malade."),
        (rules.acronyms, "La caisse d’allocations familiales (CAF) répond. La CAF est à Nantes."),
        (rules.acronyms, "Le RSA, ou revenu de solidarité active, est versé le 5."),
        (rules.acronyms, "CAF veut dire « caisse d’allocations familiales »."),
        (rules.acronyms, "OK, dit-il. À Nantes. Le plan B."),
        (rules.click_here, "Ouvrez le courrier d’ici ce soir."),
        (rules.percentages, "Une personne sur quatre, pour cent euros de moins ? Non : pour 100 euros."),
    ],
)
def test_a_rule_leaves_alone(rule, text):
    assert found(rule, text) == []


def test_a_word_of_the_glossary_is_explained():
    assert found(rules.acronyms, "Envoyez un SMS.", explained=frozenset({"sms"})) == []


def test_an_acronym_is_told_once_where_it_is_read_first():
    assert found(rules.acronyms, "Appelez la MSA.", "La MSA répond.") == ["Appelez la MSA."]


def pictures(rule, *shown: Picture) -> list[str]:
    return [finding.excerpt for finding in rule(Draft(pictures=shown))]


def test_pictures_need_words_of_their_own():
    shown = [
        Picture(HERE, ""),
        Picture(HERE, "", is_decorative=True),
        Picture(HERE, "Ouvrez  le SITE !", beside="Ouvrez le site"),
        Picture(HERE, "Image de la page"),
        Picture(HERE, "Capture d’écran du site"),
        Picture(HERE, "Le bouton « Payer », en haut à droite", beside="Payez"),
    ]

    assert pictures(rules.pictures_without_words, *shown) == [""]
    assert pictures(rules.pictures_with_poor_words, *shown) == [
        "Ouvrez  le SITE !",
        "Image de la page",
        "Capture d’écran du site",
    ]


def test_links_say_where_they_lead_and_answer():
    draft = Draft(
        links=(
            Link(HERE, "Ici", "https://example.org/"),
            Link(HERE, "Le site de la mairie", "https://example.org/mort"),
        ),
        dead={"https://example.org/mort": date(2026, 11, 21)},
    )

    with override("fr"):
        told = [(f.excerpt, f.source) for f in (*rules.click_here(draft), *rules.dead_links(draft))]
        (dead,) = rules.dead_links(draft)

    assert told == [("Ici", "RGAA 6.1"), ("https://example.org/mort", "notre règle")]
    assert "le 21 novembre 2026" in dead.advice.replace("\xa0", " ")


def test_steps_begin_with_an_order_and_say_what_is_seen():
    draft = Draft(
        steps=(
            Step(HERE, "Ouvrez le site", "La page."),
            Step(HERE, "Ne répondez pas", "Rien."),
            Step(HERE, "Sur un ordinateur, faites une copie", "Deux fichiers."),
            Step(HERE, "Connexion", ""),
            Step(HERE, "", ""),
        )
    )

    assert [f.excerpt for f in rules.titles_that_are_no_orders(draft)] == ["Connexion"]
    assert [f.excerpt for f in rules.steps_without_result(draft)] == ["Connexion", ""]


def test_a_guide_that_nobody_has_checked_is_told_once():
    assert [f.rule for f in rules.findings(Draft(is_checked=False))] == ["check"]
    assert rules.findings(Draft()) == []


# Laws

TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["Ouvrez", "la", "CAF", "(CAF)", "20 %", "est payée par le", ". ", " ", "\n", "M. ", "ici", "«"]
        )
    ).map("".join),
)


@given(TEXTS)
def test_no_text_breaks_the_rules(text):
    place = Place("x")
    draft = Draft(
        passages=(Passage(place, text),),
        steps=(Step(place, text, text),),
        pictures=(Picture(place, text, beside=text),),
        links=(Link(place, text, text),),
        is_checked=False,
    )

    assert all(finding.name and finding.advice and finding.source for finding in rules.findings(draft))


@given(TEXTS)
def test_sentences_hold_all_the_words_of_their_text(text):
    parts = sentences(text)

    assert key(" ".join(parts)) == key(text.replace("\n", " "))
    assert all(part == part.strip() != "" for part in parts)


@given(st.lists(st.sampled_from(["ouvrez", "l’adresse", "www.caf.fr", "14"]), min_size=1, max_size=60))
def test_a_sentence_is_long_from_one_word_more_than_allowed(parts):
    sentence = " ".join(parts)

    is_long = bool(found(rules.long_sentences, sentence))

    assert is_long == (len(words(sentence)) > rules.LONGEST_SENTENCE)


# Whole guides

BAD_STEP = {
    "title": "Connexion à la MSA",
    "text": RichText(
        "<p>Cliquez ici, tapez le code et validez la demande.</p>"
        "<p>Dans 20 % des cas, la demande sera refusée.</p>"
        f'<p>Un {TWENTY}</p><p><a href="https://example.org/mort">En savoir plus</a></p>'
    ),
}


@pytest.fixture
def bad_guide(db, set_clock):
    set_clock("2026-11-24 10:00")
    LinkCheck.objects.create(
        url="https://example.org/mort", status=404, checked_at=now(), first_failed_at=now()
    )
    image = get_image_model().objects.create(title="x", file=get_test_image_file())
    image.contextual_alt_text, image.decorative = "", False
    poor = get_image_model().objects.get(pk=image.pk)
    poor.contextual_alt_text, poor.decorative = "Photo du site", False
    return factories.guide(
        body=[("step", BAD_STEP | {"picture": image}), ("step", {"title": "Payez", "picture": poor})]
    )


def shown_in_the_editor(guide) -> list[dict[str, str]]:
    page = guide.make_preview_request(None, "", {"in_preview_panel": True}).content.decode()
    return json.loads(
        re.search(r'<script id="plain-language" type="application/json">(.*?)</script>', page)[1]
    )


def test_all_rules_find_what_is_wrong_with_a_bad_guide_and_the_editor_gets_it(bad_guide):
    told = shown_in_the_editor(bad_guide)

    assert {finding["name"] for finding in told} == {
        "Lien mort",
        "Image sans description",
        "Décrivez l’image",
        "«\xa0Cliquez ici\xa0»",
        "Sigle non expliqué",
        "Phrase longue",
        "Plusieurs idées dans une phrase",
        "Voix passive",
        "Pourcentage",
        "Titre sans action",
        "Étape sans résultat",
        "Fiche jamais vérifiée",
    }
    assert [finding for finding in told if finding["name"] == "Voix passive"] == [
        {
            "name": "Voix passive",
            "place": "Étape 1",
            "block": bad_guide.body[0].id,
            "excerpt": "Dans 20\xa0% des cas, la demande sera refusée.",
            "advice": "Dites qui agit\xa0: «\xa0Le bailleur envoie une lettre\xa0» plutôt que "
            "«\xa0Une lettre est envoyée\xa0».",
            "source": "FALC",
            "alt": None,
        }
    ]
    assert {finding["name"]: finding["alt"] for finding in told if finding["alt"] is not None} == {
        "Image sans description": "",
        "Décrivez l’image": "Photo du site",
    }


def test_readers_never_get_the_advice(client, bad_guide):
    assert "plain-language" not in client.get(bad_guide.url).content.decode()


def test_advice_never_blocks_publishing(bad_guide):
    bad_guide.save_revision().publish()

    assert GuidePage.objects.get().live


def test_the_guides_of_the_demo_are_nearly_free_of_findings(demo):
    explained = frozenset(form.casefold() for word in Word.objects.all() for form in word.all_forms)
    drafts = [reading.draft(guide, explained, {}, True) for guide in GuidePage.objects.all()]

    numbers = [len(rules.findings(draft)) for draft in drafts]

    assert len(numbers) == 12
    assert sum(numbers) <= 12
    assert max(numbers) <= 3


def test_a_guide_is_read_through_in_less_than_a_twentieth_of_a_second(demo):
    guides = list(GuidePage.objects.all())
    longest = max(guides, key=lambda guide: len(str(guide.body)))

    def once() -> float:
        start = perf_counter()
        rules.findings(reading.draft(longest, frozenset(), {}, True))
        return perf_counter() - start

    assert min(once() for _ in range(5)) < 0.05
