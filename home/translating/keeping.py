"""Writes translations down: the next page that is asked for shows them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core import stamps, translations
from core.languages import Language
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
    """The same, but what has changed since it was seen stays.

    `seen`: French text → `print_of` what was there; what is not in it is written without asking.
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


def tell_import(language: Language, changed: int, by: AbstractBaseUser) -> None:
    """In the history: who has put a translator's file back."""
    row = Translation.objects.filter(language=language.code).order_by("-changed_at").first()
    if row and changed:
        data = {"number": changed}
        log(row, "home.translations_back", user=by, title=language.name, data=data, content_changed=True)
