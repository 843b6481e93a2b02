"""Rules of « L’information pour tous » (Inclusion Europe, Unapei, 2009) that guides.plain_language has not.

One rule per function, as there: a draft in, findings out. They see forms of words only.
"""

import re
from collections.abc import Iterator

from guides.plain_language.draft import Draft, Finding
from guides.plain_language.rules import FALC
from home.readability.hard_words import SIMPLER

_NEGATION = re.compile(r"\b(?:ne\s|n[’'])", re.IGNORECASE)
_CLAUSE = re.compile(r"[,:;?!]|\b(?:et|mais|ni|ou|si|quand|parce)\b")
_NOT_IMPOSSIBLE = re.compile(
    r"\b(?:pas|jamais)\s+(?:impossible|in(?:utile|existant|juste|terdit|complet)\w*|sans)\b"
    r"|\bsans\s+(?:ne|aucun)\b|\bnon\s+sans\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\b(?=[IVX]{2,})[IVX]+(?:e|er|ème)?\b|\b[IVX]+(?:e|ème) siècle")
# « Résidence des Trois-Tilleuls » is a name.
_SPELLED = re.compile(
    r"(?<![\w-])(?i:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    r"|trente|quarante|cinquante|soixante|cent|mille)(?!\w|-[A-ZÀ-Þ])"
)
# From ten thousand on, in figures or in words.
_LARGE = re.compile(
    r"(?<![\d/.-])\d{2,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|(?<![\d/.-])\d{5,}(?![\d-])|\bmill(?:ions?|iards?)\b"
)
# A telephone number, a post box and a postcode are read digit by digit.
_CALLED = re.compile(
    r"\b0 ?\d(?:[ \u00a0]\d{2}){4}\b|\b0 8\d\d(?:[ \u00a0]\d{2,3}){2,3}\b|\b\d{5}(?= [A-ZÀ-Þ])"
)
_DATE = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b")
_SHORT = re.compile(
    r"\b(?:cf|ex|env|min|sec|max|mini|maxi|nb|vs|i\.e|e\.g|appt?|bât|bd|av|st|ste|dr)\.(?=\s|$|,|\))"
    r"|\b(?:etc|rdv|tél|infos?|pb|svp|stp|perso|promo|MM|Mme|Mlle)\b|\bn°",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[&§<>\\#*_|~^={}\[\]→←↑↓•…]|\bet/ou\b|\w/\w|\(s\)|\(e\)|·|\w\.e(?:\.s)?\b")
_CODES = re.compile(
    r"(?:%\(\w+\)[sd]|%[sd])[/\w]*|%%|https?://\S+|\b[\w-]+\.(?:com|fr|org)\S*|\S+@\S+|</?\w+[^>]*>|&\w+;"
)
_CAPITALS = re.compile(r"(?<![\w.])[A-ZÀ-Þ]{6,}(?!\w)")
_MARKS = re.compile(r"<(?:em|i|u)\b|\*\w|__\w", re.IGNORECASE)

_HARD = [
    (re.compile(rf"(?<![\w-])(?:{hard})(?!\w)", re.IGNORECASE), simple) for hard, simple in SIMPLER.items()
]


def _each(draft: Draft, pattern: re.Pattern[str], rule: str, name: str, advice: str) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if pattern.search(_words_of(sentence)):
            yield Finding(rule, name, place, sentence, advice, FALC)


def _words_of(sentence: str) -> str:
    """Without what is no word: the names of what a page fills in, addresses, marks."""
    return _CODES.sub("mot", sentence)


def _on_no_screen(sentence: str) -> str:
    """Without what stands in « »: the words of a screen are what they are."""
    return re.sub(r"«[^»]*»", "«»", _words_of(sentence))


def double_negations(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        twice = any(len(_NEGATION.findall(clause)) > 1 for clause in _CLAUSE.split(sentence))
        if twice or _NOT_IMPOSSIBLE.search(sentence):
            advice = "Dites-le une fois, et si possible sans « ne… pas »."
            yield Finding("negation", "Deux négations", place, sentence, advice, FALC)


def roman_numerals(draft: Draft) -> Iterator[Finding]:
    return _each(draft, _ROMAN, "roman", "Chiffres romains", "Écrivez 4, pas IV.")


def spelled_numbers(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if _SPELLED.search(_on_no_screen(sentence)):
            yield Finding(
                "figures", "Nombre en lettres", place, sentence, "Écrivez les nombres en chiffres.", FALC
            )


def large_numbers(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if _LARGE.search(_CALLED.sub("", _on_no_screen(sentence))):
            advice = "Dites « beaucoup », ou comparez avec ce que chacun connaît."
            yield Finding("large", "Grand nombre", place, sentence, advice, FALC)


def dates_in_figures(draft: Draft) -> Iterator[Finding]:
    return _each(draft, _DATE, "date", "Date en chiffres", "Écrivez « mardi 24 novembre 2026 ».")


def abbreviations(draft: Draft) -> Iterator[Finding]:
    return _each(draft, _SHORT, "short", "Abréviation", "Écrivez le mot en entier.")


def signs(draft: Draft) -> Iterator[Finding]:
    return _each(draft, _SIGNS, "sign", "Signe difficile", "Écrivez un mot à la place du signe.")


def semicolons(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if ";" in _words_of(sentence):
            yield Finding("semicolon", "Point-virgule", place, sentence, "Faites deux phrases.", FALC)


def capitals(draft: Draft) -> Iterator[Finding]:
    return _each(draft, _CAPITALS, "capitals", "Mot en capitales", "Écrivez-le en petites lettres.")


def marks(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        if _MARKS.search(sentence):
            yield Finding("italics", "Italique", place, sentence, "Laissez le texte droit.", FALC)


def hard_words(draft: Draft) -> Iterator[Finding]:
    for place, sentence in draft.sentences():
        for hard, simple in _HARD:
            if match := hard.search(_on_no_screen(sentence)):
                name = f"Mot difficile : « {match[0]} »"
                yield Finding("word", name, place, sentence, f"Dites plutôt : {simple}.", FALC)


RULES = (
    double_negations,
    roman_numerals,
    spelled_numbers,
    large_numbers,
    dates_in_figures,
    abbreviations,
    signs,
    semicolons,
    capitals,
    marks,
    hard_words,
)
