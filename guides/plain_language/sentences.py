"""Sentences and words of French text."""

import re
import unicodedata

# A full stop after « M. », « Mme. », « ex. », « n. » or one letter ends no sentence.
_END = re.compile(
    r"(?<!\bM\.)(?<!\bMme\.)(?<!\bex\.)(?<!\b[^\W\d]\.)(?<=[.!?…])[\s»]+(?=[A-ZÀ-ÞŒ«“(0-9])|\n+"
)
_WORD = re.compile(r"\S*[^\W_]\S*")


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _END.split(text) if part.strip()]


def words(sentence: str) -> list[str]:
    """Runs between spaces that hold a letter or a digit: « l’adresse » is one, an address is one."""
    return _WORD.findall(sentence)


def key(text: str) -> str:
    """The text without accents, capitals and signs, to compare what is said."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", letters))
