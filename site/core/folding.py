"""A text as words that can be compared: small letters, without accents. Pure."""

import re
import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})


def fold(text: str) -> list[str]:
    """« Couëron, rue de l’Église » → coueron, rue, de, l, eglise."""
    return re.findall(r"[a-z0-9]+", plain(text))


def plain(text: str) -> str:
    """The text itself, in small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
