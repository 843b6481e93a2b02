from datetime import date

from django.core.management.base import BaseCommand, CommandError

from core import clock
from home.demo.load import OtherContentError, load_demo
from schedule.listing import local_day


class Command(BaseCommand):
    help = "Charge le contenu de démonstration. Recommencer ne change rien."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, metavar="AAAA-MM-JJ")
        parser.add_argument(
            "--even-if-other-content",
            action="store_true",
            help="Même si la base contient déjà un autre site.",
        )

    def handle(self, *args, today: date | None, even_if_other_content: bool, **options) -> None:
        try:
            accounts = load_demo(today or local_day(clock.now()), even_if_other_content=even_if_other_content)
        except OtherContentError:
            raise CommandError(
                "Cette base contient déjà un autre site : rien n’a été chargé. "
                "Pour charger quand même, ajoutez --even-if-other-content."
            ) from None
        self.stdout.write("Le contenu de démonstration est en place.")
        for name, password in accounts.items():
            self.stdout.write(f"  compte {name}, mot de passe {password}")
