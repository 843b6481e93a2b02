"""Plans a whole season, or nothing of it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from wagtail.log_actions import log

from schedule.actions.one_at_a_time import one_at_a_time
from schedule.actions.plan_permanence import plan_permanence
from schedule.models import Permanence
from schedule.seasons.csv_format import cells_of
from schedule.seasons.dry_run import Fate, Outcome, Report, dry_run
from schedule.seasons.lines import Line, Reading
from schedule.seasons.standing import present, state


@dataclass(frozen=True, slots=True)
class Batch:
    """The lines of one file, once looked at. `key` was drawn then: with it, sending twice plans once."""

    key: UUID
    lines: tuple[Line, ...]

    def key_of(self, line: Line) -> UUID:
        return uuid5(self.key, "\n".join(cells_of(line).values()))


class SeasonRefused(Exception):
    """Something stands in the way by now. `report` says what, line by line."""

    def __init__(self, report: Report) -> None:
        super().__init__("refused")
        self.report = report


@one_at_a_time()  # nobody plans between check and act
def import_season(
    batch: Batch, *, today: date, publish: bool, by: AbstractBaseUser | None = None
) -> list[Permanence]:
    """The permanences that were planned; those that are there already are not planned again.

    Raises SeasonRefused, and has then planned nothing.
    """
    planned = present([batch.key_of(line) for line in batch.lines])
    lines = tuple(line for line in batch.lines if batch.key_of(line) not in planned)
    report = dry_run(Reading(lines), state(), today)
    if report.problem or report.refused:
        raise SeasonRefused(report)
    return [
        _plan(fate, batch, report, publish, by) for fate in report.fates if fate.outcome is Outcome.CREATED
    ]


def _plan(fate: Fate, batch: Batch, report: Report, publish: bool, by: AbstractBaseUser | None) -> Permanence:
    line, stay = fate.line, fate.stay
    try:
        permanence = plan_permanence(
            key=batch.key_of(line),
            place_id=stay.place.id,
            caravan_id=stay.caravan.id,
            dates=line.dates,
            hours=line.hours,
            open_on_holidays=line.open_on_holidays,
            note=line.note,
            publish=publish,
            by=by,
        )
    except ValidationError as error:
        refused = replace(fate, outcome=Outcome.REFUSED, said=tuple(error.messages))
        fates = tuple(refused if one is fate else one for one in report.fates)
        raise SeasonRefused(replace(report, fates=fates)) from None
    log(instance=permanence, action="wagtail.create", user=by, content_changed=True)
    return permanence
