from django.core.management.base import BaseCommand, CommandParser

from core import clock
from guides.links.checking import check_links, is_due
from guides.models import LinkCheck


class Command(BaseCommand):
    help = "Demande à chaque lien des fiches s’il répond encore. Le serveur le fait seul, une fois par nuit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only-if-due", action="store_true", help="seulement la nuit, une fois")

    def handle(self, *args, only_if_due: bool, verbosity: int, **options) -> None:
        at = clock.now()
        if only_if_due and not is_due(at):
            return
        failing = check_links(at)
        if verbosity:
            self._tell(failing)

    def _tell(self, failing: list[LinkCheck]) -> None:
        for check in failing:
            self.stdout.write(f"{check.status or 'sans réponse'}  {check.url}")
        self.stdout.write(f"Liens qui ne répondent pas : {len(failing)}.")
