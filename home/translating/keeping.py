"""Writes translations down: the next page that is asked for shows them."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core import stamps, translations
from core.languages import Language
from core.models import Translation


def problem(source: str, text: str) -> str:
    """Why this text cannot stand for the French one; "" when it can."""
    if not text or translations.tags(text) == translations.tags(source):
        return ""
    marks = " ".join(dict.fromkeys(translations.tags(source)))
    if not marks:
        return _("Please write without the signs < and >.")
    return _("Please keep all the marks of the French text: %(marks)s") % {"marks": marks}


@transaction.atomic
def keep_translations(language: str, said: Mapping[str, str]) -> int:
    """`said`: French text → translation; an empty one takes back what was there. How many have changed."""
    before = dict(Translation.objects.filter(language=language).values_list("digest", "text"))
    changed = 0
    for source, text in said.items():
        of, text = translations.digest(source), text.strip()
        if before.get(of, "") == text:
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
    return changed


def tell_import(language: Language, changed: int, by: AbstractBaseUser) -> None:
    """In the history: who has put a translator's file back."""
    row = Translation.objects.filter(language=language.code).order_by("-changed_at").first()
    if row and changed:
        data = {"number": changed}
        log(row, "home.translations_back", user=by, title=language.name, data=data, content_changed=True)
