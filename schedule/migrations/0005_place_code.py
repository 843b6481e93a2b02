"""A short address for each place; those that are there get one."""

from django.db import migrations, models

from core import codes

LENGTH = 5


def give_codes(apps, schema_editor):
    place_page = apps.get_model("schedule", "PlacePage")
    taken = set()
    for pk in place_page.objects.filter(code=None).values_list("pk", flat=True):
        while (code := codes.new(LENGTH)) in taken:
            pass
        taken.add(code)
        place_page.objects.filter(pk=pk).update(code=code)


class Migration(migrations.Migration):

    dependencies = [
        ("schedule", "0004_archive"),
    ]

    operations = [
        migrations.AddField(
            model_name="placepage",
            name="code",
            field=models.CharField(editable=False, max_length=5, null=True, unique=True),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
    ]
