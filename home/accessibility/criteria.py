"""The criteria of the RGAA, read from `criteria.toml`. The file is part of the code: it is read once."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "criteria.toml"


class Status(StrEnum):
    """`PASSES` says that a test of ours holds it, which is no audit."""

    PASSES = "conforme"
    FAILS = "non conforme"
    PEOPLE = "à vérifier"
    ABSENT = "non applicable"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`tests`: « folder/file.py::function », below tests/."""

    number: str
    subject: str
    status: Status
    how: str
    tests: tuple[str, ...] = ()

    @property
    def test_names(self) -> list[str]:
        return [test.rpartition("::")[2] for test in self.tests]


@dataclass(frozen=True, slots=True)
class Theme:
    number: int
    name: str
    criteria: tuple[Criterion, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """Raises ValueError for a status that does not exist."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["themes"]
    return tuple(Theme(row["number"], row["name"], tuple(map(_criterion, row["criteria"]))) for row in rows)


def _criterion(row: dict) -> Criterion:
    fields = row | {"status": Status(row["status"]), "tests": tuple(row.get("tests", ()))}
    return Criterion(**fields)


def count(criteria: Iterable[Criterion]) -> dict[Status, int]:
    """How many of each status, in the order of `Status`; those that nobody has are left out."""
    found = list(criteria)
    numbers = {status: sum(criterion.status == status for criterion in found) for status in Status}
    return {status: number for status, number in numbers.items() if number}
