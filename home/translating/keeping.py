"""Writes translations down: the next page that is asked for shows them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import stamps, translations
from core.models import Translation


@dataclass(frozen=True, slots=True)
class Kept:
    """`aside`: French text → what somebody else has written meanwhile, which is left as it is."""

    changed: int
    aside: Mapping[str, str]


def problem(source: str, text: str) -> str:
    """Why this text cannot stand for the French one; "" when it can."""
    if not text or translations.tags(text) == translations.tags(source):
        return ""
    marks = " ".join(dict.fromkeys(translations.tags(source)))
    if not marks:
        return _("Please write without the signs < and >.")
    return _("Please keep all the marks of the French text: %(marks)s") % {"marks": marks}


def print_of(text: str) -> str:
    """Tells one translation from another, whatever its spaces: browsers and tools change those."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def keep_translations(language: str, said: Mapping[str, str]) -> int:
    """`said`: French text → translation; an empty one takes back what was there. How many have changed."""
    return keep_unless_changed(language, said, {}).changed


@transaction.atomic
def keep_unless_changed(language: str, said: Mapping[str, str], seen: Mapping[str, str]) -> Kept:
    """The same, but what has changed since it was seen stays. `seen`: French text → `print_of` what was there.

    What is not in `seen` is written without asking.
    """
    before = dict(Translation.objects.filter(language=language).values_list("digest", "text"))
    changed, aside = 0, {}
    for source, text in said.items():
        of, text = translations.digest(source), text.strip()
        there = before.get(of, "")
        if print_of(there) == print_of(text):
            continue
        if source in seen and seen[source] != print_of(there):
            aside[source] = there
            continue
        changed += 1
        if text:
            Translation.objects.update_or_create(
                language=language, digest=of, defaults={"source": source, "text": text}
            )
        else:
            Translation.objects.filter(language=language, digest=of).delete()
    if changed:
        stamps.move(stamps.TRANSLATIONS)
    return Kept(changed, aside)
