"""Several languages at the same moment, in threads of one process, as the server answers."""

from concurrent.futures import ThreadPoolExecutor

from django.utils import translation

from core import dates, languages
from schedule.answers import where


class _Named:
    name = "Résidence du Lac"


class _Place(_Named):
    commune = _Named()


def say(code: str) -> tuple[str, str]:
    from datetime import date

    with translation.override(code):
        return dates.long_date(date(2026, 11, 24)), where(_Place())


def test_threads_do_not_speak_into_each_other():
    codes = ["fr", "ar", "en"] * 40
    alone = {code: say(code) for code in set(codes)}

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(say, codes))

    assert found == [alone[code] for code in codes]
    assert len({*alone.values()}) == 3
    assert languages.is_french()
