"""Processor time of the server per request, page against page, in alternating rounds."""

from dataclasses import dataclass
from statistics import median

from bench import addresses
from bench.addresses import Address
from bench.processes import CannotMeasure
from bench.server import Worker

WARM_UP = 25
ROUNDS = 5
# The kernel counts processor time in steps of 10 ms: a third of a second is right to some 3 %.
STEP, ROUND_SECONDS = 0.01, 0.35
FEWEST = 15
AFTER_PUBLISHING_TRIES = 12


@dataclass(frozen=True)
class PageCost:
    """`cpu` in seconds per request; `ratio` to the bare view of the same round; `size` as sent."""

    address: Address
    cpu: float
    ratio: float
    size: int


def compare(worker: Worker) -> list[PageCost]:
    measured = addresses.measured()
    feed, _ = worker.get(addresses.FEED.path)
    place = measured.index(addresses.FEED) + 1
    measured.insert(place, addresses.unchanged(addresses.FEED, feed.headers["ETag"]))
    sizes, counts = {}, {}
    for address in measured:
        sizes[address.name] = _ask(worker, address, WARM_UP)
        counts[address.name] = max(FEWEST, round(ROUND_SECONDS / _cpu_per_request(worker, address, WARM_UP)))
    rounds = [
        {address.name: _cpu_per_request(worker, address, counts[address.name]) for address in measured}
        for _ in range(ROUNDS)
    ]
    bare = addresses.BARE_VIEW.name
    return [
        PageCost(
            address,
            median(one[address.name] for one in rounds),
            median(one[address.name] / one[bare] for one in rounds),
            sizes[address.name],
        )
        for address in measured
    ]


def after_publishing(worker: Worker) -> list[PageCost]:
    """The first answer after a publication, when what was kept in memory is made anew."""
    from core import stamps

    bare = _cpu_per_request(worker, addresses.BARE_VIEW, 300)
    costs = []
    for address in (addresses.HOME, addresses.FEED, addresses.JSON):
        before = worker.cpu()
        for _ in range(AFTER_PUBLISHING_TRIES):
            stamps.move(stamps.SCHEDULE)
            stamps.move(stamps.CONTENT)
            _ask(worker, address, 1)
        cpu = (worker.cpu() - before) / AFTER_PUBLISHING_TRIES
        costs.append(PageCost(address, cpu, cpu / bare, 0))
    return costs


def _cpu_per_request(worker: Worker, address: Address, count: int) -> float:
    before = worker.cpu()
    _ask(worker, address, count)
    return max(worker.cpu() - before, STEP) / count


def _ask(worker: Worker, address: Address, count: int) -> int:
    size = 0
    for _ in range(count):
        response, body = worker.get(address.path, address.headers)
        if response.status != address.status:
            raise CannotMeasure(f"{address.path} répond {response.status} au lieu de {address.status}.")
        size = len(body)
    return size
