"""Several processes serve and several write: each answer holds all that was committed before its request."""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass

import pytest

from tests.schedule.feeds.installation import Editor, Installation, new_installation
from tests.schedule.feeds.postgresql import fresh_database
from tests.schedule.feeds.subscriber import ask

ADDRESS = "/permanences/calendrier.ics"
WORKERS, WRITERS = 3, 2
MOST_TRIES = 200


@dataclass
class Running:
    installation: Installation
    writers: list[Editor]
    lake: int
    meadow: int
    caravan: int
    stays: list[int]

    def all_at_once(self, *calls: tuple) -> list:
        """One call for each writer, which they do at the same time."""
        for writer, (what, *words) in zip(self.writers, calls, strict=True):
            writer.ask(what, *words)
        return [writer.answer() for writer in self.writers]

    def get(self, path: str = ADDRESS, **headers: str):
        answer = ask(self.installation.port, path, **headers)
        assert answer.status in (200, 304), answer
        return answer


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def running(request, postgresql, tmp_path_factory) -> Iterator[Running]:
    """The site with its workers, and writers of the same database."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "postgresql" and postgresql is None:
        pytest.skip("no PostgreSQL on this machine")
    database = (
        nullcontext("") if request.param == "sqlite" else fresh_database(postgresql, f"several_{os.getpid()}")
    )
    with database as address, ExitStack() as stack:
        installation = new_installation(folder, address)
        installation.set_clock("2026-11-20 08:00")
        writers = [stack.enter_context(installation.editing()) for _ in range(WRITERS)]
        first = writers[0]
        first.start()
        town = first.commune("Couëron", "coueron")
        lake, meadow = first.place("Le Lac", "lac", town), first.place("Le Pré", "pre", town)
        caravan, other = first.caravan("Caravane 0", "bleue"), first.caravan("La rouge", "rouge")
        stays = [
            first.stay(lake, caravan, "2026-11-24", "2027-01-29"),
            first.stay(meadow, other, "2026-11-24", "2027-01-29"),
        ]
        stack.enter_context(installation.serving(WORKERS))
        yield Running(installation, writers, lake, meadow, caravan, stays)
    assert installation.troubles() == []


def numbers(body: bytes) -> set[int]:
    """Of the names « Caravane 12 » that the events say."""
    return {int(part.split()[0]) for part in body.decode().split("SUMMARY:Caravane ")[1:]}


def test_an_edit_is_in_the_next_answer_of_every_process(running):
    for number in range(1, 6):
        running.writers[0].edit_caravan(running.caravan, name=f"Caravane {number}")
        answered = set()
        with ThreadPoolExecutor(6) as pool:
            for _ in range(MOST_TRIES):
                answers = [pool.submit(running.get) for _ in range(6)]
                for answer in (one.result() for one in answers):
                    assert numbers(answer.body) == {number}
                    answered.add(answer.headers["x-process"])
                if len(answered) == WORKERS:
                    break
        assert len(answered) == WORKERS


def test_no_answer_is_older_than_what_was_committed_before_the_request(running):
    committed, done = [0], threading.Event()

    def poll() -> int:
        asked, etag = 0, '"none"'
        while not done.is_set():
            known = committed[0]
            answer = running.get(if_none_match=etag)
            if answer.status == 200:
                shown = numbers(answer.body)
                assert len(shown) == 1, "two states of the plan in one calendar"
                last = shown.pop()
            # A 304 says: what you had last is still so.
            assert last >= known
            asked, etag = asked + 1, answer.etag
        return asked

    running.writers[0].edit_caravan(running.caravan, name="Caravane 0")
    with ThreadPoolExecutor(3) as pool:
        polls = [pool.submit(poll) for _ in range(3)]
        try:
            for number in range(1, 16):
                writer = running.writers[number % WRITERS]
                # Every third time, it is left to the readers to tell it.
                if number % 3:
                    writer.edit_caravan(running.caravan, name=f"Caravane {number}")
                else:
                    writer.silently("edit_caravan", running.caravan, name=f"Caravane {number}")
                committed[0] = number
        finally:
            done.set()
        asked = sum(one.result() for one in polls)

    assert asked >= 5  # a busy machine asks seldom


def test_whoever_tells_it_each_event_is_told_once(running):
    running.writers[0].announce()
    before = running.writers[0].rows_of_the_feeds()
    running.installation.set_clock("2026-11-21 08:00")
    running.writers[0].silently("change", running.stays[0], "2026-12-01", "cancelled")

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(running.get) for _ in range(3)]
        running.all_at_once(*[("announce",)] * WRITERS)
        bodies = {one.result().body for one in readers}
    after = running.writers[0].rows_of_the_feeds()

    assert len(bodies) == 1
    changed = [
        new for old, new in zip(before["announcements"], after["announcements"], strict=True) if old != new
    ]
    assert len(changed) == 2
    assert len({sequence for _, sequence, _ in changed}) == 1
    assert after["news"] == before["news"] + 1


def test_two_who_write_at_once_both_succeed_and_everything_is_told(running):
    days = [f"2026-12-{day:02}" for day in (7, 8, 9, 10, 14, 15, 16, 17)]
    for day in days:
        running.all_at_once(
            ("change", running.stays[0], day, "cancelled"), ("change", running.stays[1], day, "cancelled")
        )
    for _ in range(4):
        running.all_at_once(("edit_page", running.lake), ("edit_caravan", running.caravan))
        running.all_at_once(("edit_stay", running.stays[0]), ("edit_page", running.meadow))

    body = running.get().body.decode()

    off = [row for row in running.writers[0].exported(ADDRESS) if row[2].startswith("ANNULÉ")]
    assert body.count("SUMMARY:ANNULÉ") == len(off) >= 4 * len(days)
