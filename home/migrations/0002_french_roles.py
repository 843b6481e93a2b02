"""The roles of the service, in French, and what each may do; French names for Wagtail's first rows."""

from django.db import migrations

MEDIATORS, COORDINATION = "Médiatrices et médiateurs", "Coordination"
GROUPS = {"Editors": MEDIATORS, "Moderators": COORDINATION}
ROOT, RACINE = "Root", "Racine"
APPROVAL, RELECTURE = "Moderators approval", "Relecture par la coordination"

EDIT = ("add", "change", "delete")
WRITE = {
    ("schedule", "permanence"): (*EDIT, "publish", "lock", "unlock"),
    ("schedule", "change"): EDIT,
    ("home", "partner"): EDIT,
    ("guides", "theme"): EDIT,
}
MANAGE = {
    ("schedule", "caravan"): EDIT,
    ("auth", "user"): EDIT,
    ("home", "sitesettings"): ("change",),
    ("wagtailredirects", "redirect"): EDIT,
}
ROLES = {MEDIATORS: WRITE, COORDINATION: WRITE | MANAGE}


def to_french(apps, schema_editor):
    _rename(apps, GROUPS, (ROOT, RACINE), (APPROVAL, RELECTURE))
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, role in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        for (label, model), verbs in role.items():
            about, _ = ContentType.objects.get_or_create(app_label=label, model=model)
            for verb in verbs:
                # Django and Wagtail make them after all migrations; those granted must exist now.
                permission, _ = Permission.objects.get_or_create(
                    content_type=about, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
                )
                group.permissions.add(permission)
    # Mediators publish what they write: nobody stands behind them in the caravan.
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    for name in ROLES:
        for codename in ("add_page", "change_page", "publish_page"):
            GroupPagePermission.objects.get_or_create(
                group=Group.objects.get(name=name),
                page=root,
                permission=Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=codename
                ),
            )


def to_english(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    for name, role in ROLES.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        for (label, model), verbs in role.items():
            codenames = [f"{verb}_{model}" for verb in verbs]
            granted = Permission.objects.filter(content_type__app_label=label, codename__in=codenames)
            if group:
                group.permissions.remove(*granted)
    _rename(apps, {new: old for old, new in GROUPS.items()}, (RACINE, ROOT), (RELECTURE, APPROVAL))


def _rename(apps, groups, root, approval):
    for old, new in groups.items():
        apps.get_model("auth", "Group").objects.filter(name=old).update(name=new)
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=root[0]).update(
        title=root[1], draft_title=root[1]
    )
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name=root[0]).update(name=root[1])
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=approval[0]).update(name=approval[1])


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("guides", "0001_initial"),
        ("schedule", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [migrations.RunPython(to_french, to_english)]
