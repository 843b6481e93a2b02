"""Those who publish guides explain their words: a word is public at once, in all guides."""

from django.db import migrations

GROUPS = ("Médiatrices et médiateurs", "Coordination")
CODENAMES = ("add_word", "change_word", "delete_word", "view_word")


def grant(apps, schema_editor):
    # Those of themes, which are no more, would stay on the groups.
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="guides", content_type__model="theme"
    ).delete()
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        for codename in CODENAMES:
            group.permissions.add(_permission(apps, codename))


def withdraw(apps, schema_editor):
    of_words = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="guides", content_type__model="word"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*of_words.values_list("pk", flat=True))


def _permission(apps, codename):
    """Django makes them after all migrations; those granted must exist now."""
    about, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="guides", model="word"
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=about, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0004_without_themes"),
        ("home", "0005_contributors"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, withdraw)]
