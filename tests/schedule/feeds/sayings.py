"""Words to try the feeds on: builders of `Said`, and texts that nobody ought to type but somebody will."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from schedule.feeds.wording import Said, Status, said_of
from schedule.timeline import Stay
from schedule.timeline.timeline import expand
from tests.schedule import plans
from tests.schedule.plans import a_stay, only

MOMENT = datetime(2026, 10, 12, 6, 0, tzinfo=UTC)


def all_said(stay: Stay) -> list[Said]:
    return [said_of(occurrence) for occurrence in expand(stay)]


def a_saying(on: str = "2026-11-24", **facts) -> Said:
    """The morning of a plain day at Les Tilleuls, with what differs."""
    return replace(all_said(a_stay(only(on)))[0], **facts)


# --- Any text at all ------------------------------------------------------------------------------

CATEGORIES = (
    *("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf"),
    *("Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"),
)
ESCAPED = ["\\", "\\N", "\\n", ";", ",", ":", '"', "\r\n", "\n", "%2C", "^n", "]]>", "&amp;", "<b>", "\u2028"]
# st.text() alone leaves lone surrogates out.
signs = st.characters(exclude_categories=()) | st.sampled_from(ESCAPED)
texts = st.builds(
    lambda found, times: ("".join(found) * times)[:10_000],
    st.lists(signs, max_size=30),
    st.sampled_from([1, 1, 1, 7, 1000]),
)


def of_category(name: str, length: int = 10_000) -> str:
    """Up to so many characters of one Unicode class, spread over all of them."""
    found = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == name]
    return "".join(found[:: -(-len(found) // length)])


# --- Clean text, read naively ---------------------------------------------------------------------

TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {"LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK", "ARABIC LETTER MARK", "ZERO WIDTH NO-BREAK SPACE"}


def naively_clean(text: str) -> str:
    """Sign by sign, from what Unicode says of each."""
    return "".join(map(_naively_clean, text.replace("\r\n", "\n")))


def _naively_clean(sign: str) -> str:
    if sign in "\n\r\v\f\x85" or unicodedata.category(sign) in ("Zl", "Zp"):
        return "\n"
    if sign == "\t":
        return " "
    is_unwanted = (
        unicodedata.category(sign) in ("Cc", "Cs")
        or unicodedata.bidirectional(sign) in TURNS
        or unicodedata.name(sign, "") in MARKS
        or sign in "\ufffe\uffff"
    )
    return "" if is_unwanted else sign


# --- Any saying at all ----------------------------------------------------------------------------


@st.composite
def sayings(draw) -> Said:
    start = MOMENT + timedelta(minutes=draw(st.integers(0, 500_000)))
    words = {
        name: draw(st.text(max_size=8))
        for name in ("uid", "title", "where", "url", "notice", "details", "phone")
    }
    coordinate = st.none() | st.floats(-90, 90, allow_subnormal=False).map(lambda number: number + 0.0)
    return Said(
        start=start,
        end=start + timedelta(minutes=draw(st.integers(1, 600))),
        zone=draw(st.sampled_from([caravan.zone.key for caravan in plans.CARAVANS])),
        status=draw(st.sampled_from(Status)),
        location=draw(st.text(max_size=8)),
        latitude=draw(coordinate),
        longitude=draw(coordinate),
        stay=draw(st.integers(1, 3)),
        place=draw(st.integers(1, 3)),
        **words,
    )
