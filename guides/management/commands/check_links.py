from django.core.management.base import BaseCommand

from core import clock
from guides.links.checking import check_links


class Command(BaseCommand):
    help = "Demande à chaque lien des fiches s’il répond encore. Le serveur le fait seul, une fois par nuit."

    def handle(self, *args, **options) -> None:
        failing = check_links(clock.now())
        for check in failing:
            self.stdout.write(f"{check.status or 'sans réponse'}  {check.url}")
        self.stdout.write(f"Liens qui ne répondent pas : {len(failing)}.")
