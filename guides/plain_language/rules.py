"""One rule per function: a draft in, findings out. They see forms of words only, so they advise."""

import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from core import dates
from guides.plain_language.acronyms import unexplained
from guides.plain_language.draft import Draft, Finding, Place
from guides.plain_language.sentences import key, words

LONGEST_SENTENCE = 20  # words
FALC, RGAA = "FALC", "RGAA"
ABOUT_WORDS_OF_PICTURES = ("no-alt", "alt")

_ORDER = re.compile(
    r"(?:^|[,;:(]|\b(?:et|puis|mais|ou|alors|enfin|ensuite)\b)\s*(\w+ez|dites|faites)\b", re.IGNORECASE
)
_LINK = re.compile(r"\b(?:mais|car|puis|donc|tandis que|alors que|parce que)\b|;", re.IGNORECASE)
_IMPERATIVE = re.compile(r"\b(?:\w+ez|dites|faites)\b", re.IGNORECASE)
_PARTICIPLE = r"\w*(?:ée?s?|mise?s?|prise?s?|faite?s?|ouverte?s?|reçue?s?|vue?s?|rendue?s?|ite?s?)\b"
_WITH_BEEN = re.compile(
    rf"\b(?:(?:a|ont|aura|auront|avait|avaient)\s+(?:pas\s+|jamais\s+)?été|ser(?:a|ont)|pu\s+être)"
    rf"\s+(?:\w+ment\s+)?{_PARTICIPLE}",
    re.IGNORECASE,
)
# « par mois », « par téléphone » say how, not who.
_BY = re.compile(
    rf"\b(?:est|sont|était|étaient|être|soit|soient)\s+(?:\w+\s+)?{_PARTICIPLE}\s+par\s+"
    r"(?:le|la|les|l[’']|un|une|des|votre|vos|notre|nos|son|sa|ses|cette|ce|quelqu)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:cliqu(?:ez|er|ant)|appuy(?:ez|er)|touchez)\s+(?:ici|là|sur ce lien)\b", re.IGNORECASE
)
_NO_LABELS = {
    "ici",
    "la",
    "cliquez ici",
    "cliquer ici",
    "ce lien",
    "lien",
    "en savoir plus",
    "lire la suite",
    "plus d infos",
}
_PERCENT = re.compile(r"\d\s*%|\bpour ?cent\b(?!\s+(?:euros?|mille)\b)", re.IGNORECASE)
_PICTURE_OF = re.compile(
    r"(?:(?:une?|l[’'])\s*)?(?:image|photo|dessin|illustration|capture d.écran)\b", re.IGNORECASE
)

Rule = Callable[[Draft], Iterator[Finding]]


def long_sentences(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        number = len(words(sentence))
        if number > LONGEST_SENTENCE:
            said = _("It has %(number)d words. Make two sentences, of %(most)d words at most.")
            advice = said % {"number": number, "most": LONGEST_SENTENCE}
            yield Finding("long", _("Long sentence"), place, sentence, advice, FALC)


def several_ideas(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if len(_ORDER.findall(sentence)) > 2 or len(_LINK.findall(sentence)) > 1:
            advice = _("Write one idea, or one action, per sentence.")
            yield Finding("ideas", _("Several ideas in one sentence"), place, sentence, advice, FALC)


def passive_voice(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if _WITH_BEEN.search(sentence) or _BY.search(sentence):
            advice = _("Say who does it: “The landlord sends a letter” rather than “A letter is sent”.")
            yield Finding("passive", _("Passive voice"), place, sentence, advice, FALC)


def acronyms(draft: Draft) -> Iterator[Finding]:
    """Each once, where it is read first."""
    for acronym in unexplained(draft.text, draft.explained):
        place, sentence = next((p, s) for p, s in draft.sentences() if re.search(rf"\b{acronym}\b", s))
        said = _("Write “%(acronym)s” in full the first time, or explain it among the words.")
        name = _("Acronym that is not explained")
        yield Finding("acronym", name, place, sentence, said % {"acronym": acronym}, FALC)


def click_here(draft: Draft) -> Iterator[Finding]:
    name, advice = _("“Click here”"), _("Say where the link or the button leads: “the page of the CAF”.")
    source = f"{RGAA} 6.1"
    for place, sentence in draft.sentences():
        if _HERE.search(sentence):
            yield Finding("here", name, place, sentence, advice, source)
    for link in draft.links:
        if key(link.label) in _NO_LABELS and not _HERE.search(link.label):
            yield Finding("here", name, link.place, link.label, advice, source)


def percentages(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if _PERCENT.search(sentence):
            advice = _("Say it with people or things: “one person in four” rather than “25%”.")
            yield Finding("percent", _("Percentage"), place, sentence, advice, FALC)


def pictures_without_words(draft: Draft) -> Iterator[Finding]:
    for picture in draft.pictures:
        if not picture.alt.strip() and not picture.is_decorative:
            advice = _("Say what can be seen in it, for people who do not see it.")
            yield Finding(
                "no-alt", _("Picture without description"), picture.place, "", advice, f"{RGAA} 1.1"
            )


def pictures_with_poor_words(draft: Draft) -> Iterator[Finding]:
    name, source = _("Describe the picture"), f"{RGAA} 1.3"
    for picture in draft.pictures:
        if picture.is_decorative or not picture.alt.strip():
            continue
        if picture.beside and key(picture.alt) == key(picture.beside):
            advice = _("The description repeats the title. Say what can be seen in the picture.")
            yield Finding("alt", name, picture.place, picture.alt, advice, source)
        elif _PICTURE_OF.match(picture.alt):
            advice = _("Begin with what can be seen: readers know that it is a picture.")
            yield Finding("alt", name, picture.place, picture.alt, advice, source)


def steps_without_result(draft: Draft) -> Iterator[Finding]:
    for step in draft.steps:
        if not step.expect.strip():
            advice = _("Fill in “What you should see”: the reader knows that the step worked.")
            yield Finding("expect", _("Step without result"), step.place, step.title, advice, FALC)


def titles_that_are_no_orders(draft: Draft) -> Iterator[Finding]:
    for step in draft.steps:
        if step.title.strip() and not _IMPERATIVE.search(step.title):
            advice = _("Begin with what to do: “Open…”, “Press…”, “Write…”.")
            yield Finding("order", _("Title that says no action"), step.place, step.title, advice, FALC)


def never_checked(draft: Draft) -> Iterator[Finding]:
    if not draft.is_checked:
        advice = _("Follow the guide once on the real screens, then say that you checked it.")
        yield Finding(
            "check", _("Guide that was never checked"), Place(_("The guide")), "", advice, _("our own rule")
        )


def dead_links(draft: Draft) -> Iterator[Finding]:
    for link in draft.links:
        if link.url in draft.dead:
            said = _(
                "This address has not answered since %(day)s. Look for the new one, or take the link away."
            )
            advice = said % {"day": dates.plain_date(draft.dead[link.url])}
            yield Finding("dead", _("Dead link"), link.place, link.url, advice, _("our own rule"))


RULES: tuple[Rule, ...] = (
    dead_links,
    pictures_without_words,
    pictures_with_poor_words,
    click_here,
    acronyms,
    long_sentences,
    several_ideas,
    passive_voice,
    percentages,
    titles_that_are_no_orders,
    steps_without_result,
    never_checked,
)


def findings(draft: Draft) -> list[Finding]:
    """All of them; what hinders readers most comes first."""
    return [finding for rule in RULES for finding in rule(draft)]
