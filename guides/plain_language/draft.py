"""What the rules look at: a guide as plain texts, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from guides.plain_language.sentences import sentences


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, as the editor reads it (« Étape 3 »); `block` is the id of its block, or ""."""

    label: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, one item of a list, one field."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    place: Place
    title: str
    expect: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`beside` is the title next to which it is shown. A decorative one says nothing, on purpose."""

    place: Place
    alt: str
    is_decorative: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    place: Place
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`explained` holds the words of the glossary in small letters; `dead` the links that do not answer.

    `is_checked`: somebody has compared the guide with the real screens once.
    """

    passages: tuple[Passage, ...] = ()
    steps: tuple[Step, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    explained: frozenset[str] = frozenset()
    dead: Mapping[str, date] = field(default_factory=dict)
    is_checked: bool = True

    @property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages)

    def sentences(self) -> Iterator[tuple[Place, str]]:
        for passage in self.passages:
            for sentence in sentences(passage.text):
                yield passage.place, sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of advice: what, where, the words it is about, what to do, and who says so."""

    rule: str
    name: str
    place: Place
    excerpt: str
    advice: str
    source: str
