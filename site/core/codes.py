"""Short codes that people read on paper and type: no two signs look alike, and none makes a word.

Left out: vowels, and what is taken for another sign: 0 o, 1 i l, 2 z, 5 s, 8 b, g q 9, m (rn), u v, w (vv).
"""

import secrets

ALPHABET = "cdfhjknprtvxy34679"


def new(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def typed(text: str) -> str:
    """What somebody typed, as it was printed: any case, with spaces or hyphens. "" when it can be no code."""
    found = "".join(sign for sign in text.lower() if sign not in " \u00a0-.")
    return found if all(sign in ALPHABET for sign in found) else ""
