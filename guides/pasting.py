"""Text pasted from a word processor, made into steps. Pure, and no word is lost on the way.

What starts a step is decided once for the whole text: « Étape 2 : » if it stands anywhere, else numbers,
else bullets, else each paragraph. The first kind of number or bullet that is met is the one that counts;
another kind is a list inside a step, unless it fills a gap: « 1. 2. 3) 4. ».
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

# Word's line break is a vertical tab; the two last ones are Unicode's.
_NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphens, zero-width signs, and other control characters than tab and newline.
_INVISIBLE = re.compile(r"[\xad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1b\x1f\x7f]")
# U+F0B7 and U+F0A7 are the bullets of Word's Symbol and Wingdings.
_SIGNS = "•●▪◦‣·–—*✓➢➔→-\uf0b7\uf0a7"
_BULLET = re.compile(rf"(?!-\d)([{_SIGNS}])\s*(?=\S)|(o)(?:\t|\s\s+)(?=\S)")
# « 14 h 30 », « 1 000 euros », « 2.5 », « 10-15 minutes » are no numbers of a step.
_NUMBER = re.compile(r"(\d{1,2})\s?(?:([.)])(?!\d)\s*|([-–—:])\s*(?![\d\s]))")
_STEP = re.compile(r"(?i:[ée]tape)\s*(?:n°\s*)?\d{1,2}\s*(?:[:.)\-–—]|(?=[A-ZÀ-ÞŒ])|$)\s*")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?…])\s+(?=[A-ZÀ-ÞŒ«])|(?<=\s[!?])\s+(?=[A-ZÀ-ÞŒ«])")
_ITEM = "• "
# Lines that begin so are fields of their own (docs/ecrire-une-fiche.md), with the words that we write.
_FIELDS = {
    "expect": re.compile(r"(?:ce que )?vous (?:devez voir|devriez voir|voyez)\s*:\s*(?=\S)", re.IGNORECASE),
    "trouble": re.compile(r"si (?:ça|cela) ne (?:marche|fonctionne) pas\s*:\s*(?=\S)", re.IGNORECASE),
    "tip": re.compile(r"(?:astuce|conseil)\s*:\s*(?=\S)", re.IGNORECASE),
}
_LABELS = {"expect": "Ce que vous devez voir", "trouble": "Si ça ne marche pas", "tip": "Astuce"}
# A number further on than this is no next step: « 14. » in an address, for instance.
_FURTHEST = 3


@dataclass(frozen=True, slots=True)
class PastedStep:
    """`paragraphs` are plain text; those of a list begin with « • »."""

    title: str
    paragraphs: tuple[str, ...] = ()
    expect: str = ""
    trouble: str = ""
    tip: str = ""

    @property
    def html(self) -> str:
        """The paragraphs as Wagtail's rich text."""
        out = []
        for is_item, group in groupby(self.paragraphs, lambda text: text.startswith(_ITEM)):
            tag = "li" if is_item else "p"
            texts = (text.removeprefix(_ITEM) if is_item else text for text in group)
            joined = "".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for text in texts)
            out.append(f"<ul>{joined}</ul>" if is_item else joined)
        return "".join(out)


def steps(text: str, title: str = "") -> list[PastedStep]:
    """In the order of the text. What stands before the first number belongs to the first step.

    The guide's own title, where the text begins with it, is left out: the guide has it already.
    """
    lines = _without_title(_lines(text), title)
    start = _start_of(lines)
    before: list[str] = []
    found: list[list[str]] = []
    for line in lines:
        content = start(line)
        if content is not None:
            found.append([content])
        elif line:
            (found[-1] if found else before).append(_inside(line))
    if not found and before:
        found, before = [before], []
    made = [step for step in map(_step, found) if step.title]
    if made and before:
        made[0] = replace(made[0], paragraphs=(*before, *made[0].paragraphs))
    return made or ([_step(before)] if before else [])


def as_text(made: Iterable[PastedStep]) -> str:
    """The steps as a text that `steps` reads back as they are."""
    lines = []
    for number, step in enumerate(made, 1):
        fields = (f"{_LABELS[name]} : {text}" for name in _LABELS if (text := getattr(step, name)))
        lines += [f"Étape {number} : {step.title}", *step.paragraphs, *fields, ""]
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    """Clean lines; empty ones are kept, since they part paragraphs. Tabs stay: they tell a list."""
    shown = _INVISIBLE.sub("", _NEWLINES.sub("\n", unicodedata.normalize("NFC", text)))
    return [line.strip() for line in shown.split("\n")]


def _without_title(lines: list[str], title: str) -> list[str]:
    first = _first(lines)
    is_title = any(lines) and _letters(lines[first]) == _letters(title)
    return lines[first + 1 :] if is_title and any(lines[first + 1 :]) else lines


def _letters(text: str) -> list[str]:
    """For comparing: no case, no accents, no punctuation."""
    signs = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(sign for sign in signs if not unicodedata.combining(sign)))


def _plain(line: str) -> str:
    return " ".join(line.split())


def _start_of(lines: list[str]) -> Callable[[str], str | None]:
    """The function that gives what follows the mark at the start of a step, and None for another line."""
    if any(_STEP.match(line) for line in lines):
        return lambda line: line[found.end() :] if (found := _STEP.match(line)) else None
    if first := next((found for line in lines if (found := _NUMBER.match(line))), None):
        sign = first[2] or first[3]
        numbered = (found for line in lines if (found := _NUMBER.match(line)))
        return _numbered(sign, {int(one[1]) for one in numbered if (one[2] or one[3]) == sign})
    if first := next((found for line in lines if (found := _BULLET.match(line))), None):
        return _marked(first[1] or first[2])
    return _parted(has_blanks="" in lines[_first(lines) : _last(lines)])


def _numbered(sign: str, own: set[int]) -> Callable[[str], str | None]:
    """`own`: the numbers that bear this sign. One that bears another only fills a gap among them."""
    last = None
    in_list = False

    def start(line: str) -> str | None:
        nonlocal last, in_list
        found = _NUMBER.match(line)
        if not found:
            return None
        number = int(found[1])
        if (found[2] or found[3]) != sign:
            in_list = in_list or last is None or number != last + 1 or number in own
            if in_list:
                return None
        # Word repeats « 1. » in some copies, and starts again after a title.
        elif last is not None and number != 1 and not last <= number <= last + _FURTHEST:
            return None
        last, in_list = number, False
        return line[found.end() :]

    return start


def _marked(sign: str) -> Callable[[str], str | None]:
    def start(line: str) -> str | None:
        found = _BULLET.match(line)
        return line[found.end() :] if found and (found[1] or found[2]) == sign else None

    return start


def _parted(has_blanks: bool) -> Callable[[str], str | None]:
    """Paragraphs: parted by blank lines where there are some, else one on each line."""
    is_new = True

    def start(line: str) -> str | None:
        nonlocal is_new
        begins, is_new = bool(line) and (is_new or not has_blanks), not line
        return line if begins else None

    return start


def _first(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if line), 0)


def _last(lines: list[str]) -> int:
    return next((len(lines) - at for at, line in enumerate(reversed(lines)) if line), 0)


def _inside(line: str) -> str:
    """A line of the text of a step: a bullet of any kind is written in one way."""
    found = _BULLET.match(line)
    return _ITEM + _plain(line[found.end() :]) if found else _plain(line)


def _step(lines: list[str]) -> PastedStep:
    """The first sentence is the title: one action. The first line may be empty (« Étape 2 » alone)."""
    start, *others = [_plain(line) for line in lines]
    title, *rest = [text for text in (start.lstrip(_SIGNS + " :.)"), *others) if text] or [""]
    first, *more = _SENTENCE_END.split(title.removeprefix(_ITEM), maxsplit=1)
    if first.endswith(".") and not first.endswith(".."):
        first = first[:-1].rstrip()
    return _with_fields(first, [*more, *rest])


def _with_fields(title: str, texts: list[str]) -> PastedStep:
    """A field that is told twice stays text the second time: nothing is thrown away."""
    fields: dict[str, str] = {}
    paragraphs = []
    for text in texts:
        for name, label in _FIELDS.items():
            if name not in fields and (found := label.match(text)):
                fields[name] = text[found.end() :]
                break
        else:
            paragraphs.append(text)
    return PastedStep(title, tuple(paragraphs), **fields)
