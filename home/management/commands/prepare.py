import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import clock
from home.demo.load import load_demo
from home.demo.pages import build_site, follow_base_url
from home.models import HomePage
from schedule.feeds.announcing import announce
from schedule.listing import local_day


class Command(BaseCommand):
    help = (
        "Prépare tout ce qu’il faut avant de servir le site : base de données, pages, fichiers statiques. "
        "Une base vide reçoit le contenu de démonstration si DEMO est activé, sinon les seules pages fixes. "
        "Ce qui est déjà fait n’est pas refait."
    )

    def handle(self, *args, **options) -> None:
        migrate_if_needed()
        if not HomePage.objects.exists():
            if settings.DEMO:
                load_demo(local_day(clock.now()))
            else:
                build_site()
        follow_base_url()
        announce(even_if_current=True)
        collect_static_if_needed()


def migrate_if_needed() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_if_needed() -> None:
    """Collecting compresses hundreds of files: it is done again only when one of them has changed."""
    mark = Path(settings.STATIC_ROOT) / ".state"
    state = _state_of_static_files()
    if not mark.exists() or mark.read_text() != state:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark.write_text(state)


def _state_of_static_files() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
