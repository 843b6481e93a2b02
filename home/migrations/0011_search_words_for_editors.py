"""Those who write the guides also keep the words of the search, and see which ones found nothing."""

from django.db import migrations

GROUPS = ("Médiatrices et médiateurs", "Coordination")
VERBS = {"searchwords": ("add", "change", "delete"), "missedsearch": ("view", "change")}


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model, verbs in VERBS.items():
        about, _ = ContentType.objects.get_or_create(app_label="home", model=model)
        for verb in verbs:
            # Django makes it after all migrations; those granted must exist now.
            permission, _ = Permission.objects.get_or_create(
                content_type=about, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
            )
            for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
                group.permissions.add(permission)


def withdraw(apps, schema_editor):
    granted = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="home", content_type__model__in=VERBS
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*granted)


class Migration(migrations.Migration):
    dependencies = [("home", "0010_search_words")]

    operations = [migrations.RunPython(grant, withdraw)]
