"""The report, in French: Markdown tables that read well in a terminal too."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

import django
import wagtail

from bench.addresses import HOME
from bench.announced import Announced
from bench.feeds import Polls
from bench.first_view import Loaded
from bench.kept_database import KeptDatabase
from bench.migrations import Compared
from bench.nginx import PACKAGE
from bench.pages import PageCost
from bench.queries import Asked, OneAndMany
from bench.starting import Start
from bench.subscribers import PERIOD, SECONDS, SUBSCRIBERS, Held
from bench.timeline import TimelineCost

MOST_QUERIES, HOME_MS, EXPAND_MS, MIGRATIONS_RATIO, START_SECONDS = 8, 9, 30, 1.15, 8
SESSION_MS, MOST_TIMES, MOST_REWRITTEN = 0.5, 11, 1
SLOWEST_POLL_MS, STALEST_SECONDS = 100, 1
# Least share of what nginx spends on a file, in percent, with a new connection for each request.
FEED_SHARES = {("front", 304): 30, ("inside", 304): 5, ("front", 200): 35}
FEED_NAMES = {
    ("nginx", 304): "rien de neuf (304), nginx et un fichier",
    ("front", 304): "rien de neuf (304), couche devant Django",
    ("inside", 304): "rien de neuf (304), Django",
    ("nginx", 200): "le corps gardé (200), nginx et un fichier `.gz`",
    ("front", 200): "le corps gardé (200), couche devant Django",
    ("inside", 200): "le corps gardé (200), Django",
}
NARROW = "\u202f"

INTRODUCTION = """\
# Mesures

Ce fichier est écrit par `python -m bench --write` ; `make bench` affiche la même chose sans rien écrire.

Ce qui est compté est le temps processeur (utilisateur et système), plus stable que la durée sur une machine
partagée. Les pages sont mesurées tour à tour dans une seule exécution, sur le serveur du projet réduit à un
processus, avec une connexion gardée ouverte et la compression que demande un navigateur. La « vue nue » est
une vue Django qui répond « ok », derrière les mêmes intermédiaires (*middleware*), dans le même serveur : le
rapport à cette vue se compare d’une machine à l’autre, les millisecondes non. Chaque nombre est une médiane.

"""


def heading() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Mesuré le {date.today():%d/%m/%Y} par `make bench` : {os.cpu_count()} cœurs, "  # noqa: DTZ011
        f"{memory:.0f} Gio de mémoire, Python {platform.python_version()}, "
        f"Django {django.get_version()}, Wagtail {wagtail.__version__}, "
        f"SQLite {sqlite3.sqlite_version}.\n"
    )


def document(text: str) -> str:
    return INTRODUCTION + text


def pages(costs: Sequence[PageCost], asked: dict[str, Asked]) -> str:
    rows = []
    for cost in costs:
        queries = asked.get(cost.address.name)
        rows.append(
            (
                cost.address.name,
                as_number(cost.cpu * 1000, 2),
                as_number(cost.ratio, 1),
                str(queries.warm) if queries else "–",
                _integer(cost.size),
                as_verdict(f"≤ {HOME_MS} ms", cost.cpu * 1000 <= HOME_MS) if cost.address == HOME else "",
            )
        )
    titles = ("page", "ms processeur", "÷ vue nue", "requêtes SQL", "octets envoyés", "objectif")
    return _part("Pages", as_table(titles, rows))


def queries(by_number: OneAndMany, addresses: list[tuple[str, int]]) -> str:
    """`addresses` are all public ones, the greediest first."""
    path, most = addresses[0]
    rows = [(row.address.name, str(row.one), str(row.many)) for row in by_number.rows]
    steady = all(row.one == row.many for row in by_number.rows)
    text = as_table(("page", "1 permanence", "100 permanences"), rows)
    text += (
        f"\n- Autant de requêtes pour 1 et pour 100 permanences : {as_verdict('', steady)}"
        f"\n- Sur les {len(addresses)} adresses publiques de la démonstration, au plus {most} requêtes "
        f"(`{path}`) : {as_verdict(f'≤ {MOST_QUERIES}', most <= MOST_QUERIES)}"
        f"\n- Relire les 100 permanences dans la base et les déplier : "
        f"{as_number(by_number.reading * 1000, 1)} ms\n"
    )
    return _part("Requêtes SQL selon le nombre de permanences", text)


def after_publishing(costs: Sequence[PageCost], asked: dict[str, Asked]) -> str:
    rows = [
        (
            cost.address.name,
            as_number(cost.cpu * 1000, 1),
            as_number(cost.ratio, 1),
            str(asked[cost.address.name].after_publishing),
        )
        for cost in costs
    ]
    text = "Ce qui est gardé en mémoire est alors refait, une fois par processus du serveur.\n\n"
    text += as_table(("page", "ms processeur", "÷ vue nue", "requêtes SQL"), rows)
    return _part("Première réponse après une publication", text)


def first_view(loaded: Sequence[Loaded]) -> str:
    rows = [(one.kind, f"`{one.path}`", one.encoding, _integer(one.size)) for one in loaded]
    rows.append(("**total**", f"{len(loaded)} requêtes HTTP", "", _integer(sum(one.size for one in loaded))))
    titles = ("quoi", "adresse", "compression", "octets envoyés")
    return _part("Première visite de l’accueil", as_table(titles, rows))


def timeline(cost: TimelineCost) -> str:
    usual = cost.usual * 1000
    rows = [
        (
            f"déplier un an de 200 permanences ({_integer(cost.occurrences)} séances)",
            f"{as_number(usual, 1)} ms",
            as_verdict(f"< {EXPAND_MS} ms", usual < EXPAND_MS),
        ),
        ("la toute première fois, jours fériés compris", f"{as_number(cost.first * 1000, 1)} ms", ""),
    ]
    rows += [
        (
            f"`whereabouts` et son `changes_at`, {asked.scope} ({asked.count} instants)",
            f"{as_number(asked.usual * 1000, 2)} ms, au pire {as_number(asked.slowest * 1000, 2)} ms",
            "",
        )
        for asked in cost.questions
    ]
    rows.append(
        (
            f"suivre `changes_at` toute l’année ({_integer(cost.changes)} changements)",
            f"{as_number(cost.per_change * 1000, 2)} ms par changement",
            "",
        )
    )
    return _part("Frise du temps", as_table(("calcul, sans base de données", "processeur", "objectif"), rows))


def durations(migrated: Compared, start: Start, kept: KeptDatabase) -> str:
    rows = [
        (
            f"migrer une base vide (tours : {migrated.rounds})",
            f"{_seconds(migrated.ours)} de processeur",
            "",
        ),
        ("la même chose, projet Wagtail nu", f"{_seconds(migrated.bare)} de processeur", ""),
        (
            "rapport",
            f"{as_number(migrated.ratio, 2)} fois",
            as_verdict(f"≤ {as_number(MIGRATIONS_RATIO, 2)}", round(migrated.ratio, 2) <= MIGRATIONS_RATIO),
        ),
        (
            f"de `manage.py serve` à la première réponse (essais : {start.rounds})",
            f"{_seconds(start.usual)}, au pire {_seconds(start.slowest)}",
            as_verdict(f"< {START_SECONDS} s", start.usual < START_SECONDS),
        ),
        (
            "base des tests, construite",
            f"{_seconds(kept.without.wall)} ({_seconds(kept.without.cpu)} de processeur)",
            "",
        ),
        (
            "base des tests, copie gardée",
            f"{_seconds(kept.with_copy.wall)} ({_seconds(kept.with_copy.cpu)} de processeur)",
            as_verdict("environ 0,2 s", kept.with_copy.wall < 0.3),
        ),
    ]
    return _part("Durées", as_table(("quoi", "mesuré", "objectif"), rows))


def feeds(polls: Polls | None) -> str:
    title = "Un agenda qui redemande"
    if polls is None:
        return _part(title, f"Non mesuré : il faut nginx (paquet `{PACKAGE}`) pour comparer.\n")
    rows = []
    for (name, status), what in FEED_NAMES.items():
        fresh, kept = polls.costs[name, status, False], polls.costs[name, status, True]
        least = FEED_SHARES.get((name, status))
        rows.append(
            (
                what,
                as_number(fresh.ours * 1e6, 0),
                f"{as_number(fresh.share * 100, 0)} %",
                as_number(kept.ours * 1e6, 0),
                f"{as_number(kept.share * 100, 0)} %",
                as_verdict(f"≥ {least} %", fresh.share * 100 >= least) if least else "",
            )
        )
    text = (
        "Microsecondes de processeur de tous les processus du serveur, par réponse, et la part que nginx\n"
        f"en dépenserait pour les mêmes octets ({_integer(polls.size)} une fois compressés). Une connexion\n"
        "neuve à chaque demande, comme un agenda toutes les heures ; à côté, une connexion gardée. Le\n"
        "serveur et le client sont sur un seul cœur.\n\n"
    )
    titles = ("réponse", "µs", "nginx ÷ nous", "µs, connexion gardée", "nginx ÷ nous, gardée", "objectif")
    text += as_table(titles, rows)
    held = as_verdict("≤ 1", polls.queries <= 1)
    return _part(
        title, f"{text}\n- Requêtes SQL quand Django dit « rien de neuf » : {polls.queries} ({held})\n"
    )


def announced(few: Announced, many: Announced) -> str:
    times = many.total / few.total * (10 * few.sessions / many.sessions)
    per_session = max(one.total / one.sessions for one in (few, many)) * 1000
    rewritten = max(few.rewritten, many.rewritten)
    rows = [
        (
            f"{_integer(one.sessions)} séances",
            _seconds(one.telling),
            _seconds(one.building),
            as_number(one.total / one.sessions * 1000, 2),
            _seconds(one.changing),
            str(one.rewritten),
        )
        for one in (few, many)
    ]
    titles = (
        "plan",
        "tout annoncer",
        "bâtir et compresser le flux",
        "ms par séance",
        "annuler une séance",
        "événements récrits",
    )
    text = "Temps processeur, depuis une base où rien n’est annoncé.\n\n" + as_table(titles, rows)
    text += (
        f"\n- Dix fois plus de séances : {as_number(times, 1)} fois plus de temps "
        f"({as_verdict(f'≤ {MOST_TIMES}', times <= MOST_TIMES)})"
        f"\n- Tout compris, au plus {as_number(per_session, 2)} ms par séance "
        f"({as_verdict(f'≤ {as_number(SESSION_MS, 1)} ms', per_session <= SESSION_MS)})"
        f"\n- Une séance change, {rewritten} événement récrit "
        f"({as_verdict(f'≤ {MOST_REWRITTEN}', rewritten <= MOST_REWRITTEN)})\n"
    )
    return _part("Annoncer et bâtir", text)


def subscribers(held: Held) -> str:
    rows = [
        ("erreurs", str(held.errors), as_verdict("0", held.errors == 0)),
        ("durée d’une demande, médiane", _seconds(held.usual), ""),
        (
            "durée d’une demande, 99 sur 100",
            _seconds(held.slowest),
            as_verdict(f"< {SLOWEST_POLL_MS} ms", held.slowest * 1000 < SLOWEST_POLL_MS),
        ),
        (
            "plus long retard d’une réponse sur un changement validé",
            _seconds(held.stalest),
            as_verdict(f"≤ {STALEST_SECONDS} s", held.stalest <= STALEST_SECONDS),
        ),
        ("processeur du serveur", f"{as_number(held.load * 100, 0)} % d’un cœur", ""),
    ]
    text = (
        f"{_integer(SUBSCRIBERS)} agendas abonnés à {held.feeds} flux redemandent toutes les "
        f"{PERIOD:.0f} secondes à un seul processus, pendant\n{SECONDS} secondes ; un autre processus publie "
        f"un changement par seconde. {held.polls} demandes, {held.changes} changements,\n"
        f"{held.full} réponses entières.\n\n"
    )
    return _part("Mille abonnés", text + as_table(("quoi", "mesuré", "objectif"), rows))


def _part(title: str, text: str) -> str:
    return f"\n## {title}\n\n{text}"


def as_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown, with columns padded to one width; numbers stand at the right."""
    lines = [tuple(titles), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(titles))]
    signs = [
        ">" if _is_number_column(line[column] for line in lines[1:]) else "<" for column in range(len(titles))
    ]
    rule = [
        "-" * (width - 1) + (":" if sign == ">" else "-") for width, sign in zip(widths, signs, strict=True)
    ]
    padded = [
        [f"{cell:{sign}{width}}" for cell, sign, width in zip(line, signs, widths, strict=True)]
        for line in (lines[0], rule, *lines[1:])
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in padded)


def _is_number_column(cells: Iterable[str]) -> bool:
    return all(not cell.strip("0123456789,–" + NARROW) for cell in cells)


def as_verdict(target: str, is_held: bool) -> str:
    return f"{target} {'tenu' if is_held else '**manqué**'}".strip()


def as_number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _integer(value: int) -> str:
    return f"{value:,}".replace(",", NARROW)


def _seconds(value: float) -> str:
    if value < 0.1:
        return f"{as_number(value * 1000, 1)} ms"
    return f"{as_number(value, 2 if value < 10 else 1)} s"
