"""What one page comes to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Scores of 100, by category. `lcp` and `tbt` in milliseconds. `missed`: Lighthouse's names of audits."""

    scores: dict[str, int]
    lcp: float
    cls: float
    tbt: float
    missed: list[str]
