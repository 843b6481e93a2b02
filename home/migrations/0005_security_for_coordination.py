"""Coordination decides what signing in asks."""

from django.db import migrations

COORDINATION = "Coordination"
MODEL, CODENAME = "securitysettings", "change_securitysettings"


def grant(apps, schema_editor):
    about, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="home", model=MODEL)
    # Django makes it after all migrations; the one granted must exist now.
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=about, codename=CODENAME, defaults={"name": f"Can change {MODEL}"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name=COORDINATION):
        group.permissions.add(permission)


def withdraw(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    found = permissions.filter(content_type__app_label="home", codename=CODENAME)
    for group in apps.get_model("auth", "Group").objects.filter(name=COORDINATION):
        group.permissions.remove(*found)


class Migration(migrations.Migration):
    dependencies = [("home", "0004_security")]

    operations = [migrations.RunPython(grant, withdraw)]
