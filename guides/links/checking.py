"""Asks all links, a few sites at a time, and writes down what they answer."""

import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core import links
from guides.links.asking import Asking, is_good, status
from guides.models import GuidePage, LinkCheck
from guides.plain_language import reading

SITES_AT_A_TIME = 4
SECONDS_BETWEEN = 1.0  # two questions to the same site
NIGHT = range(2, 5)  # hours, local
ONCE_IN = timedelta(hours=20)
LONGEST = LinkCheck._meta.get_field("url").max_length


def of_guides() -> Iterator[str]:
    """The links of published guides: official sites, and those inside texts."""
    for guide in GuidePage.objects.live().public():
        yield from reading.links(guide)


def is_due(at: datetime) -> bool:
    """Once a night, where the installation has not said otherwise."""
    if not settings.CHECK_LINKS or timezone.localtime(at).hour not in NIGHT:
        return False
    return not LinkCheck.objects.filter(checked_at__gt=at - ONCE_IN).exists()


def check_links(
    at: datetime, asking: Asking | None = None, pause: float = SECONDS_BETWEEN
) -> list[LinkCheck]:
    """Those that do not answer well. Links that stand nowhere any more are forgotten."""
    asking = asking or Asking(agent=f"e-tinerance link check ({settings.BASE_URL}/)")
    answers = _answers([url for url in links.addresses() if len(url) <= LONGEST], asking, pause)
    known = {check.url: check for check in LinkCheck.objects.all()}
    checks = [_check(known.get(url) or LinkCheck(url=url), answer, at) for url, answer in answers.items()]
    with transaction.atomic():
        LinkCheck.objects.exclude(url__in=answers).delete()
        for check in checks:
            check.save()
    return [check for check in checks if check.first_failed_at]


def _check(check: LinkCheck, answer: int, at: datetime) -> LinkCheck:
    check.status, check.checked_at = answer, at
    check.first_failed_at = None if is_good(answer) else check.first_failed_at or at
    return check


def _answers(urls: list[str], asking: Asking, pause: float) -> dict[str, int]:
    """The links of one site are asked one after the other."""
    sites: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        sites[urlsplit(url).netloc].append(url)
    with ThreadPoolExecutor(SITES_AT_A_TIME) as pool:
        found = pool.map(partial(_of_one_site, asking=asking, pause=pause), sites.values())
        return {url: answer for answers in found for url, answer in answers}


def _of_one_site(urls: list[str], asking: Asking, pause: float) -> list[tuple[str, int]]:
    answers = []
    for url in urls:
        if answers:
            time.sleep(pause)
        answers.append((url, status(url, asking)))
    return answers
