"""Two years of edits, seen by subscribers who ask after each: what they hold is always the plan.

The site runs as it does for people, on SQLite and then on PostgreSQL, and nobody notices the move.
"""

import os
import re
import shlex
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from tests.schedule.feeds.installation import ROOT, Installation, new_installation
from tests.schedule.feeds.laws import OFF, Follower
from tests.schedule.feeds.postgresql import fresh_database
from tests.schedule.feeds.subscriber import Subscriber, ask

AGENDA = "/permanences/"
MOVING = "**Passer de SQLite à PostgreSQL.**"


class Story:
    """Each edit has its moment; after it, everybody syncs and every law is checked."""

    def __init__(self, installation: Installation) -> None:
        self.installation, self.editor = installation, None
        self.followers: list[Follower] = []
        self.forgotten: set[str] = set()
        # Every address at which a calendar was ever offered, and whose it is.
        self.addresses: dict[str, Follower] = {}
        self.edits = 0
        self.at = installation.set_clock("2026-01-05 08:00")

    @contextmanager
    def running(self) -> Iterator[None]:
        with self.installation.serving(workers=2), self.installation.editing() as self.editor:
            yield

    def follow(self, name: str, path: str, concerns) -> Follower:
        follower = Follower(name, Subscriber(self.installation.port, path), concerns)
        assert follower.sync() == 200
        self.followers.append(follower)
        return follower

    def edit(self, when: str, what: str, /, *words: Any, **named: Any) -> Any:
        self.at = self.installation.set_clock(when)
        done = getattr(self.editor, what)(*words, **named)
        self.edits += 1
        self.everybody_syncs()
        return done

    def wait(self, when: str) -> None:
        self.at = self.installation.set_clock(when)
        self.everybody_syncs()

    def everybody_syncs(self) -> set[int]:
        statuses = {follower.sync() for follower in self.followers}
        timeline = self.editor.timeline()
        for follower in self.followers:
            path = follower.reader.path
            exported = self.editor.exported(path) if path.endswith(".ics") else []
            follower.check(timeline, exported, self.at, self.forgotten)
            self.addresses[path] = follower
        for path, follower in self.addresses.items():
            answer = ask(self.installation.port, path)
            assert answer.status in (200, 301), path
            assert answer.headers.get("location", path) == follower.reader.path
        return statuses

    def nobody_notices(self) -> None:
        assert self.everybody_syncs() == {304}


def test_two_years_of_edits_reach_every_subscriber(tmp_path, postgresql):
    story = Story(new_installation(tmp_path))
    with story.running():
        ids = _beginnings(story)
        _first_year(story, ids)
        kept = {follower.name: (follower.reader.etag, follower.reader.body) for follower in story.followers}
    with _another_database(story.installation, postgresql), story.running():
        story.nobody_notices()
        assert kept == {f.name: (f.reader.etag, f.reader.body) for f in story.followers}
        story.wait("2027-01-05 09:00")
        _second_year(story, ids)
        assert story.edits > 40
    assert story.installation.troubles() == []


def _beginnings(story: Story) -> dict[str, int]:
    editor = story.editor
    editor.start()
    coueron = editor.commune("Couëron", "coueron")
    treillieres = editor.commune("Treillières", "treillieres", postcode="44119", insee_code="44209")
    ids = {
        "Couëron": coueron,
        "Treillières": treillieres,
        "Lac": editor.place("Résidence du Lac", "lac", coueron, address="1, rue du Lac"),
        "Tilleuls": editor.place("Les Tilleuls", "tilleuls", coueron, bring="Votre téléphone, chargé."),
        "Pré": editor.place("Résidence du Pré", "pre", treillieres, latitude=47.33, longitude=-1.62),
        "bleue": editor.caravan("La bleue", "bleue", phone="02 40 00 00 00"),
        "rouge": editor.caravan("La rouge", "rouge"),
    }
    ids["winter"] = editor.stay(ids["Lac"], ids["bleue"], "2026-01-06", "2026-03-27")
    ids["prairie"] = editor.stay(ids["Pré"], ids["rouge"], "2026-02-02", "2026-04-10", "02")

    def about(kind: str, name: str):
        return lambda one: ids[name] in one[kind]

    story.follow("everything", f"{AGENDA}calendrier.ics", lambda one: True)
    story.follow("Couëron", f"{AGENDA}coueron/calendrier.ics", about("communes", "Couëron"))
    story.follow("Lac", f"{AGENDA}coueron/lac/calendrier.ics", about("places", "Lac"))
    story.follow("Pré", f"{AGENDA}treillieres/pre/calendrier.ics", about("places", "Pré"))
    story.follow("Treillières", f"{AGENDA}treillieres/calendrier.ics", about("communes", "Treillières"))
    story.follow(
        "bleue", f"{AGENDA}caravane/bleue/calendrier.ics", lambda one: one["caravan"] == ids["bleue"]
    )
    story.follow("news", f"{AGENDA}changements.atom", lambda one: False)
    story.follow("news of Couëron", f"{AGENDA}coueron/changements.atom", lambda one: False)
    story.everybody_syncs()
    return ids


def _first_year(story: Story, ids: dict[str, int]) -> None:
    edit, lake, meadow, winter = story.edit, ids["Lac"], ids["Pré"], ids["winter"]
    snow = edit("2026-01-12 07:30", "change", winter, "2026-01-13", "cancelled", message="Il neige.")
    edit("2026-01-12 07:31", "undo", snow)
    # In the same second as the edit before.
    edit("2026-01-12 07:31", "change", winter, "2026-01-13", "cancelled", message="Il neige encore.")
    moved = edit("2026-01-13 18:00", "change", winter, "2026-01-20", "moved", session=1, place=meadow)
    edit("2026-01-14 09:00", "change", winter, "2026-01-21", "hours", session=0, hours="10:00-11:30")
    story.wait("2026-01-15 00:00:01")
    edit("2026-01-16 09:00", "undo", moved)
    edit("2026-01-20 14:30", "change", winter, "2026-01-20", "hours", hours="14:00-18:00")
    edit("2026-02-02 09:00", "edit_page", lake, title="Résidence de l’Île", slug="ile")
    edit("2026-02-03 09:00", "edit_page", lake, access="Derrière la mairie.", bring="Vos papiers.")
    edit("2026-02-10 09:00", "edit_page", ids["Couëron"], title="Couëron-sur-Loire", slug="coueron-sur-loire")
    edit("2026-02-12 09:00", "edit_caravan", ids["bleue"], name="La grande bleue")
    edit("2026-02-20 09:00", "edit_hours", winter, "09:00-12:00 14:00-17:00")
    edit("2026-02-21 09:00", "edit_hours", winter, "09:00-12:00 14:00-17:00 17:30-19:00")
    edit("2026-02-22 09:00", "edit_hours", winter, "09:00-12:00 14:00-17:00")
    edit("2026-03-02 09:00", "edit_stay", winter, "2026-01-06", "2026-03-20", "0123")
    edit("2026-03-03 09:00", "edit_stay", winter, "2026-01-06", "2026-04-10", "0123", note="Entrée sud.")
    edit("2026-03-10 09:00", "edit_stay", winter, place_id=ids["Tilleuls"])
    edit("2026-03-11 09:00", "edit_stay", winter, place_id=lake)
    edit("2026-03-30 09:00", "unpublish_stay", ids["prairie"])
    edit("2026-03-31 09:00", "publish_stay", ids["prairie"])
    # The server's own reader is the first to hear of it.
    edit("2026-04-01 09:00", "silently", "change", winter, "2026-04-02", "cancelled")
    edit("2026-04-02 09:00", "unpublish_page", lake)
    assert OFF in _followed(story, "Lac").reader.body.decode()
    assert "fin-place" in _followed(story, "Lac").reader.body.decode()
    edit("2026-04-03 09:00", "publish_page", lake)
    story.wait("2026-06-01 08:00")
    summer = edit("2026-06-02 09:00", "stay", lake, ids["rouge"], "2026-06-15", "2026-08-28", "014")
    edit("2026-06-03 09:00", "edit_stay", summer, caravan_id=ids["bleue"])
    edit("2026-07-01 09:00", "move_page", lake, ids["Treillières"])
    edit("2026-07-02 09:00", "move_page", lake, ids["Couëron"])
    edit("2026-07-03 09:00", "edit_stay", summer, open_on_holidays=True)
    ids["autumn"] = edit("2026-09-01 09:00", "stay", meadow, ids["bleue"], "2026-09-15", "2027-02-26", "123")
    edit("2026-10-20 09:00", "change", ids["autumn"], "2026-10-27", "moved", place=lake, hours="13:00-16:00")
    edit("2026-12-30 09:00", "edit_stay", ids["autumn"], "2026-09-15", "2027-03-26", "12")


def _second_year(story: Story, ids: dict[str, int]) -> None:
    edit, lake, meadow, autumn = story.edit, ids["Lac"], ids["Pré"], ids["autumn"]
    cancelled = edit("2027-01-05 10:00", "change", autumn, "2027-01-12", "cancelled")
    edit("2027-01-05 10:01", "undo", cancelled)
    edit("2027-01-10 09:00", "edit_page", lake, title="Résidence du Lac", slug="lac")
    edit("2027-01-11 09:00", "edit_page", ids["Couëron"], title="Couëron", slug="coueron")
    port = edit("2027-02-01 09:00", "place", "Le Port", "port", ids["Couëron"])
    edit("2027-02-02 09:00", "delete_page", port)
    edit("2027-02-03 09:00", "edit_hours", autumn, "10:00-12:00")
    away = edit("2027-02-04 09:00", "change", autumn, "2027-02-10", "moved", place=lake)
    edit("2027-02-05 09:00", "edit_page", lake, title="Résidence du Grand Lac")
    edit("2027-02-08 09:00", "undo", away)
    edit("2027-02-09 12:00", "delete_stay", autumn)
    spring = edit("2027-03-01 09:00", "stay", lake, ids["bleue"], "2027-03-09", "2027-06-25", "134")
    edit("2027-03-20 09:00", "change", spring, "2027-03-30", "moved", session=0, place=meadow)
    for name, moment in (("Pré", "2027-03-22"), ("Treillières", "2027-03-25")):
        # What is said of it now, and a session elsewhere that is cancelled because of it.
        story.forgotten |= set(_followed(story, name).reader.known)
        edit(f"{moment} 09:00", "restrict", ids[name])
        for follower in story.followers:
            assert "Résidence du Pré" not in follower.reader.body.decode()
        edit(f"{moment} 18:00", "open_again", ids[name])
    edit("2027-04-01 09:00", "edit_caravan", ids["bleue"], slug="azur")
    edit("2027-04-26 09:00", "silently", "edit_caravan", ids["bleue"], phone="")
    edit("2027-05-03 09:00", "edit_page", ids["Treillières"], postcode="44120")
    edit("2027-06-28 09:00", "unpublish_page", meadow)
    story.wait("2027-10-15 09:00")
    edit("2027-12-31 09:00", "stay", lake, ids["rouge"], "2028-01-03", "2028-02-25")
    story.wait("2028-01-05 23:59:59")
    story.wait("2028-01-06 00:00:00")


def _followed(story: Story, name: str) -> Follower:
    return next(follower for follower in story.followers if follower.name == name)


@contextmanager
def _another_database(installation: Installation, server: str | None) -> Iterator[None]:
    """What is in the present one, moved as README says. To SQLite again where there is no PostgreSQL."""
    dumping, loading = _commands_of_readme()
    for words in dumping:
        installation.manage(*words)
    if server is None:
        warnings.warn("No PostgreSQL here: the site moves to another SQLite file instead", stacklevel=1)
        new = nullcontext(f"sqlite:///{installation.folder / 'moved.sqlite3'}")
    else:
        new = fresh_database(server, f"living_{os.getpid()}")
    with new as installation.database_url:
        for words in loading:
            installation.manage(*words)
        yield


def _commands_of_readme() -> list[list[list[str]]]:
    """The two blocks of commands under this title, as the words that follow `manage.py`."""
    section = (ROOT / "README.md").read_text().partition(MOVING)[2]
    blocks = re.findall("^```sh\n(.+?)^```", section, re.DOTALL | re.MULTILINE)[:2]
    return [[shlex.split(line)[2:] for line in block.splitlines()] for block in blocks]
