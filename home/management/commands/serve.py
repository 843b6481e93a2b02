import os
import socket
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from gunicorn.app.wsgiapp import WSGIApplication

from home.demo.accounts import load_accounts
from home.demo.load import holds_other_content


class Command(BaseCommand):
    help = "Prépare le site, puis le sert avec gunicorn. HOST et PORT viennent de l’environnement."

    def handle(self, *args, **options) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise CommandError(f"PORT doit être un nombre entre 1 et 65535, et non « {port} ».")
        self._refuse_taken_port(host, int(port))
        call_command("prepare")
        self.stdout.write(f"\nLe site est prêt : {settings.BASE_URL}/")
        self.stdout.write(f"Le back-office : {settings.BASE_URL}/admin/")
        if not holds_other_content():
            for name, password in load_accounts().items():
                self.stdout.write(f"  compte de démonstration : {name}, mot de passe : {password}")
        self.stdout.write("Pour arrêter : Ctrl+C.\n")
        self.stdout.flush()
        # In this process, where Django is loaded already; its connections are not for the workers.
        connections.close_all()
        sys.argv = ["gunicorn", "-c", str(settings.BASE_DIR / "gunicorn.conf.py")]
        WSGIApplication("%(prog)s [OPTIONS]").run()

    def _refuse_taken_port(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"L’adresse {host}:{port} n’est pas libre ({error.strerror}). "
                    f"Essayez par exemple : make run PORT={port + 1}"
                ) from None
