import sys

from django.core.management.base import BaseCommand
from django.utils.translation import override

from home.readability.checking import Report, report


class Command(BaseCommand):
    help = (
        "Compare les textes du site aux règles du français facile à lire (FALC) qu’une machine peut vérifier."
    )

    def handle(self, *args, **options) -> None:
        with override("fr"):
            found = report()
            self._tell(found)
        if not found.is_good:
            sys.exit(1)

    def _tell(self, found: Report) -> None:
        for finding in found.open:
            self.stdout.write(
                f"{finding.place.label} : {finding.name}\n  {finding.excerpt}\n  → {finding.advice}"
            )
        for one in found.stale:
            self.stdout.write(f"exception qui ne sert plus : {one.rule}, « {one.text} »")
        self.stdout.write(f"Textes à revoir : {len(found.open)}. Exceptions acceptées : {found.accepted}.")
