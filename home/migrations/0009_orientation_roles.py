"""Mediators and coordination keep the needs, and those who help with them."""

from django.db import migrations

GROUPS = ("Médiatrices et médiateurs", "Coordination")
MODELS, VERBS = ("need", "service"), ("add", "change", "delete")


def grant(apps, schema_editor):
    granted = [_permission(apps, model, f"{verb}_{model}") for model in MODELS for verb in VERBS]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*granted)


def withdraw(apps, schema_editor):
    found = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="home", content_type__model__in=MODELS
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*found)


def _permission(apps, model, codename):
    """Django makes them after all migrations; those granted must exist now."""
    about, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=about, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [("home", "0008_orientation"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(grant, withdraw)]
