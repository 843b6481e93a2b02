"""The towns that can be told apart by name and postcode, and where they are: data files beside this one.

Their sources and licences: LISEZ-MOI.md. One more territory is one more file.
"""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
Position = tuple[float, float]  # latitude, longitude: degrees, WGS 84


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    insee_code: str
    postcodes: tuple[str, ...]
    position: Position


@cache
def towns() -> tuple[Town, ...]:
    return tuple(_town(row) for file in sorted(HERE.glob("*.csv")) for row in _rows(file))


@cache
def rivers() -> dict[str, list[list[Position]]]:
    """Name → lines; a river that parts around an island has two."""
    read = json.loads((HERE / "rivers.json").read_text(encoding="utf-8"))
    return {name: [[(lat, lon) for lat, lon in line] for line in lines] for name, lines in read.items()}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _town(row: dict[str, str]) -> Town:
    return Town(
        name=row["name"],
        insee_code=row["insee_code"],
        postcodes=tuple(row["postcodes"].split()),
        position=(float(row["latitude"]), float(row["longitude"])),
    )
