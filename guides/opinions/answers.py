"""What a reader may answer about a guide, and how the form says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wagtail.blocks import StreamValue

from guides.models.opinion import Outcome


@dataclass(frozen=True, slots=True)
class Answer:
    """`step` is the id of the step's block, `number` its place among the steps; "" and 0 for the whole."""

    outcome: str
    step: str = ""
    number: int = 0


def step_ids(body: StreamValue) -> list[str]:
    """Of the steps, in their order. Read from what is stored: no picture nor text is asked for."""
    return [str(block.get("id") or "") for block in body.raw_data if block.get("type") == "step"]


def posted(form: Mapping[str, str], steps: Sequence[str]) -> Answer | None:
    """What was pressed; None when it is no answer to this guide as it is now."""
    step = form.get("bloque")
    if step is not None:
        is_known = bool(step) and step in steps
        return Answer(Outcome.STUCK, step, steps.index(step) + 1) if is_known else None
    whole = form.get("aide")
    return Answer(whole) if whole in (Outcome.YES, Outcome.NO) else None


def told(address: Mapping[str, str], steps: Sequence[str]) -> Answer:
    """What the address of the thanks page says; « oui » when it says nothing that could be understood."""
    outcome, number = address.get("avis", ""), address.get("etape", "")
    if outcome == Outcome.STUCK and number.isascii() and number.isdigit() and len(number) < 5:
        place = int(number)
        if 1 <= place <= len(steps):
            return Answer(outcome, steps[place - 1], place)
    return Answer(outcome if outcome in (Outcome.NO, Outcome.STUCK) else Outcome.YES)
