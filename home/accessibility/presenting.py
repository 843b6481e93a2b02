"""What the page of the criteria shows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.accessibility.criteria import Criterion, Status, Theme, count, themes

ICONS = {
    Status.PASSES: "circle-check",
    Status.FAILS: "circle-x",
    Status.PEOPLE: "search",
    Status.ABSENT: "info",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status as it is shown: its words, its icon, its name among the classes; how many there are."""

    words: str
    icon: str
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    criterion: Criterion
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Section:
    theme: Theme
    verdicts: tuple[Verdict, ...]
    rows: tuple[Row, ...]

    @property
    def tested(self) -> list[Criterion]:
        return [row.criterion for row in self.rows if row.criterion.tests]


def criteria_page() -> dict:
    """The themes with their criteria, and how many of each status, in all and by theme."""
    every = [criterion for theme in themes() for criterion in theme.criteria]
    return {
        "sections": [_section(theme) for theme in themes()],
        "verdicts": _verdicts(every),
        "total": len(every),
    }


def _section(theme: Theme) -> Section:
    rows = tuple(Row(criterion, verdict(criterion.status)) for criterion in theme.criteria)
    return Section(theme, _verdicts(theme.criteria), rows)


def _verdicts(criteria) -> tuple[Verdict, ...]:
    return tuple(verdict(status, number) for status, number in count(criteria).items())


def verdict(status: Status, number: int = 0) -> Verdict:
    words = {
        Status.PASSES: _("Held by our tests"),
        Status.FAILS: _("Not held"),
        Status.PEOPLE: _("To be checked by people"),
        Status.ABSENT: _("Does not apply"),
    }
    return Verdict(words[status], ICONS[status], status.name.lower(), number)
