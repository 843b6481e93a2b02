"""How a French word sounds, roughly: « fo » and « faux », « apel », « appel » and « appeler » become one key.

Not a transcription: words that a reader would say alike should get one key, and few others. Accents are
gone by now, so an é that ends a word cannot be told from a mute e.
"""

import re

# In this order. Capitals are sounds: A « an », I « in », O « on », C « ch », J « ill », N « gn », U « ou ».
_RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"ss|sc(?=[eiy])|c(?=[eiy])", "S"),
        (r"([a-z])\1+", r"\1"),  # no sound is said twice
        (r"sch|ch|sh", "C"),
        (r"ph", "f"),
        (r"h", ""),
        (r"tion", "Sion"),
        (r"gn", "N"),
        (r"ge(?=[aou])|g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"(?<=[aeiou])il(?=[aeiou]|$)", "J"),
        (r"(?<=..)(?:ers?|ez|e?es?|[dtsxpz]+)$", ""),
        (r"e?au", "o"),
        (r"c?qu?|ck|c", "k"),
        (r"y", "i"),
        (r"ou|ow|w", "U"),
        (r"oi", "Ua"),
        (r"(?:ain|aim|ein|in|im|un|um)(?![aeioumn])", "I"),
        (r"ien(?![aeioumn])", "iI"),
        (r"(?:an|am|en|em)(?![aeioumn])", "A"),
        (r"(?:on|om)(?![aeioumn])", "O"),
        (r"ai|ei|eu|oe", "e"),
        (r"S|z", "s"),
        (r"(.)\1+", r"\1"),
    ]
]


def sound(word: str) -> str:
    """The key of a folded word; "" for one that holds digits."""
    if not word.isalpha():
        return ""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
