"""All the findings, without those that `exceptions.toml` accepts, and what that file says for nothing."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guides.plain_language import rules
from guides.plain_language.draft import Finding
from home.readability import falc, reading, styles

# The rules about steps, pictures and checks are for guides: the editor shows them.
RULES = (
    rules.long_sentences,
    rules.several_ideas,
    rules.passive_voice,
    rules.acronyms,
    rules.click_here,
    rules.percentages,
    *falc.RULES,
)
EXCEPTIONS = Path(__file__).parent / "exceptions.toml"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Findings of one rule whose text holds `text`; anywhere, or where the place begins with `where`."""

    rule: str
    text: str
    reason: str
    where: str = ""

    def covers(self, finding: Finding) -> bool:
        is_there = _plain(finding.place.label).startswith(_plain(self.where))
        return finding.rule == self.rule and _plain(self.text) in _plain(finding.excerpt) and is_there


@dataclass(frozen=True, slots=True)
class Report:
    open: tuple[Finding, ...]
    accepted: int
    stale: tuple[Accepted, ...]

    @property
    def is_good(self) -> bool:
        return not self.open and not self.stale


def report() -> Report:
    """Of the site as it is: its interface, its demo content, its stylesheets."""
    return sort_out(all_findings(), exceptions())


def all_findings() -> list[Finding]:
    found = [finding for draft in reading.drafts() for rule in RULES for finding in rule(draft)]
    return [*found, *styles.findings()]


def exceptions() -> list[Accepted]:
    """Raises TypeError for a row with an unknown key, or without a rule, a text or a reason."""
    rows = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["exceptions"]
    return [Accepted(**row) for row in rows]


def _plain(text: str) -> str:
    """No-break spaces are spaces."""
    return " ".join(text.split())


def sort_out(findings: Iterable[Finding], accepted: list[Accepted]) -> Report:
    found = list(findings)
    left = tuple(finding for finding in found if not any(one.covers(finding) for one in accepted))
    stale = tuple(one for one in accepted if not any(one.covers(finding) for finding in found))
    return Report(open=left, accepted=len(found) - len(left), stale=stale)
