"""What stands on the picture of a link that somebody shares."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Card:
    """`title` in large letters, `lines` below. `changes_at`: aware, when it will say something else."""

    title: str
    lines: tuple[str, ...] = ()
    changes_at: datetime | None = None

    @property
    def digest(self) -> str:
        """Another text, another address: nobody shows an old picture for a new date."""
        return sha256("\n".join([self.title, *self.lines]).encode()).hexdigest()[:12]

    @property
    def sentence(self) -> str:
        return pgettext("between two things", ", ").join(self.lines)
