"""Those who write guides and have them read over; mediators read over too, as they publish alone."""

from django.db import migrations

MEDIATORS, CONTRIBUTORS = "Médiatrices et médiateurs", "Contributrices et contributeurs"
RELECTURE = "Relecture par la coordination"
PICTURES = ("add_image", "choose_image")


def add(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    contributors, _ = Group.objects.get_or_create(name=CONTRIBUTORS)
    contributors.permissions.add(_permission(apps, "wagtailadmin", "admin", "access_admin"))
    library = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for codename in PICTURES:
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=contributors,
            collection=library,
            permission=_permission(apps, "wagtailimages", "image", codename),
        )
    # A new site has no guides yet: home/demo/pages.py grants the same when it makes their page.
    for guides in apps.get_model("guides", "GuideIndexPage").objects.all():
        for codename in ("add_page", "change_page"):
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=contributors,
                page_id=guides.pk,
                permission=_permission(apps, "wagtailcore", "page", codename),
            )
    for task in _tasks(apps):
        task.groups.add(*Group.objects.filter(name=MEDIATORS))


def remove(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for task in _tasks(apps):
        task.groups.remove(*Group.objects.filter(name=MEDIATORS))
    Group.objects.filter(name=CONTRIBUTORS).delete()


def _tasks(apps):
    return apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=RELECTURE)


def _permission(apps, label, model, codename):
    """Django and Wagtail make them after all migrations; those granted must exist now."""
    about, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=label, model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=about, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_security_for_coordination"),
        ("guides", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(add, remove)]
