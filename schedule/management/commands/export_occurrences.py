import json

from django.core.management.base import BaseCommand, CommandError

from core import clock
from schedule.feeds.export import UnknownFeedError, expected


class Command(BaseCommand):
    help = (
        "Écrit en JSON ce qu’un calendrier doit montrer, d’après la ligne de temps et non d’après le flux : "
        "une liste de [début, fin, titre, lieu, STATUS:CANCELLED], en temps universel. Une séance annulée le "
        "dit dans son titre. Pour comparer avec ce que lisent de vrais calendriers (docs/calendriers.md)."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", nargs="?", default="/permanences/calendrier.ics", help="adresse du flux")

    def handle(self, *args, path: str, **options) -> None:
        try:
            rows = expected(path, clock.now())
        except UnknownFeedError:
            raise CommandError(f"Aucun calendrier n’est à l’adresse {path}") from None
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
