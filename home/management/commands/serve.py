from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers.basehttp import get_internal_wsgi_application

from home.demo.accounts import load_accounts
from home.demo.load import holds_other_content
from home.serving import CannotServe, Listening, serve


class Command(BaseCommand):
    help = (
        "Prépare le site, puis le sert. HOST, PORT, WEB_WORKERS et WEB_THREADS viennent de l’environnement."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-prepare", action="store_true", help="sert un site déjà préparé")

    def handle(self, *args, no_prepare: bool, **options) -> None:
        try:
            listening = Listening.from_environment()
            listening.free_address()  # before the long part
            if no_prepare:
                self._say(f"Le serveur écoute sur {listening.host}:{listening.port}.")
            else:
                call_command("prepare")
                self._welcome()
            serve(get_internal_wsgi_application(), listening)
        except CannotServe as problem:
            raise CommandError(str(problem)) from None

    def _welcome(self) -> None:
        self._say(f"\nLe site est prêt : {settings.BASE_URL}/")
        self._say(f"Le back-office : {settings.BASE_URL}/admin/")
        if not holds_other_content():
            for name, password in load_accounts().items():
                self._say(f"  compte de démonstration : {name}, mot de passe : {password}")
        self._say("Pour arrêter : Ctrl+C.\n")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
