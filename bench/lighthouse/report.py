"""The report, in French: Markdown tables that read well in a terminal too."""

from datetime import date

from bench.lighthouse.runs import Run
from bench.report import as_number, as_table, as_verdict

PERFORMANCE, OTHERS = 99, 100
LCP_MS, SLOW_LCP_MS, TBT_MS = 1200, 2200, 50
INTRODUCTION = """\
# Ce que dit Lighthouse

Ce fichier est écrit par `make lighthouse ARGS=--write` ; `make lighthouse` affiche la même chose.

Le site de démonstration est servi comme en production, sur la machine même. Le Chromium de Debian, sans
écran, ouvre quatre pages. Lighthouse imite un téléphone, son réseau et son processeur. Chaque nombre est la
médiane des essais. Une machine occupée à autre chose donne de moins bons nombres.

"""


def document(text: str) -> str:
    return INTRODUCTION + text


def heading(runs: int) -> str:
    tries = f"{runs} essai{'s' if runs > 1 else ''} par page"
    return f"Mesuré le {date.today():%d/%m/%Y} par `make lighthouse` : {tries}.\n"  # noqa: DTZ011


def usual_network(pages: dict[str, Run]) -> str:
    titles = ("page", "performance", "accessibilité", "bonnes pratiques", "SEO", "LCP", "CLS", "TBT")
    rows = [
        (
            name,
            as_verdict(f"{run.scores['performance']}", run.scores["performance"] >= PERFORMANCE),
            *(as_verdict(f"{run.scores[one]}", run.scores[one] == OTHERS) for one in _OTHERS),
            as_verdict(f"{as_number(run.lcp / 1000, 2)} s", run.lcp < LCP_MS),
            as_verdict(as_number(run.cls, 3), round(run.cls, 3) == 0),
            as_verdict(f"{as_number(run.tbt, 0)} ms", run.tbt < TBT_MS),
        )
        for name, run in pages.items()
    ]
    aims = ("objectif", f"≥ {PERFORMANCE}", "100", "100", "100", "< 1,2 s", "0", f"< {TBT_MS} ms")
    return f"\n## Un téléphone, réseau de Lighthouse\n\n{as_table(titles, [*rows, aims])}{_missed(pages)}"


def slow_network(pages: dict[str, Run]) -> str:
    rows = [
        (name, as_verdict(f"{as_number(run.lcp / 1000, 2)} s", run.lcp < SLOW_LCP_MS))
        for name, run in pages.items()
    ]
    table = as_table(("page", "LCP"), [*rows, ("objectif", "< 2,2 s")])
    return f"\n## 3G et processeur lent (300 ms, 700 kbit/s, 6 fois plus lent)\n\n{table}"


_OTHERS = ("accessibility", "best-practices", "seo")


def _missed(pages: dict[str, Run]) -> str:
    lines = [f"- {name} : {', '.join(run.missed)}" for name, run in pages.items() if run.missed]
    return "\nCe que Lighthouse trouve à redire :\n\n" + "\n".join(lines) + "\n" if lines else ""
