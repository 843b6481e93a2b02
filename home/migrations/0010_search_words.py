from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0009_orientation_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='MissedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=60, unique=True, verbose_name='words')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='times')),
                ('first_on', models.DateField(verbose_name='first day')),
                ('last_on', models.DateField(verbose_name='last day')),
                ('is_put_aside', models.BooleanField(default=False, verbose_name='put aside')),
            ],
            options={
                'verbose_name': 'search without result',
                'verbose_name_plural': 'searches without result',
                'ordering': ['-count', '-last_on', 'words'],
            },
        ),
        migrations.CreateModel(
            name='SearchWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Separated by commas. For instance: “ameli, sécu, carte vitale, assurance maladie”. Accents, plurals and small errors do not matter.', max_length=500, verbose_name='words that mean the same')),
            ],
            options={
                'verbose_name': 'row of words',
                'verbose_name_plural': 'words of the search',
                'ordering': ['words'],
            },
        ),
    ]
