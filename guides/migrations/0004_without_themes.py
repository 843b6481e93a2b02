from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("guides", "0003_themes_become_collections"),
    ]

    operations = [
        migrations.RemoveField(
            model_name='guidepage',
            name='theme',
        ),
        migrations.RemoveField(
            model_name='guidepage',
            name='verified_on',
        ),
        migrations.DeleteModel(
            name='Theme',
        ),
    ]
