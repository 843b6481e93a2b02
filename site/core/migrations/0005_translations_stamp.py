"""A stamp of the translations from the start: without one, every page would load them all."""

from uuid import uuid4

from django.db import migrations
from django.utils import timezone


def add(apps, schema_editor):
    Stamp = apps.get_model("core", "Stamp")
    Stamp.objects.get_or_create(name="translations", defaults={"token": uuid4(), "moved_at": timezone.now()})


class Migration(migrations.Migration):
    dependencies = [("core", "0004_translations")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
