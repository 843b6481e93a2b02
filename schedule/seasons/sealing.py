"""The lines that somebody has looked at, signed: they travel in the form and come back as they were."""

from typing import Any
from uuid import UUID

from django.core import signing

from schedule.seasons.csv_format import COLUMNS, cells_of, line_of
from schedule.seasons.importing import Batch

SALT = "schedule.seasons"


def seal(batch: Batch, user_id: int) -> str:
    rows = [[line.number, *cells_of(line).values()] for line in batch.lines]
    content = {"key": batch.key.hex, "user": user_id, "lines": rows}
    return signing.dumps(content, salt=SALT, compress=True)


def unseal(text: str, user_id: int) -> Batch | None:
    """None for anything that was not sealed for this person, by this version of the site."""
    try:
        content: dict[str, Any] = signing.loads(text, salt=SALT)
        if content["user"] != user_id:
            return None
        lines = [line_of(dict(zip(COLUMNS, row, strict=True)), number) for number, *row in content["lines"]]
        return Batch(UUID(content["key"]), tuple(lines))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
