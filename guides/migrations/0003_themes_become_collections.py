"""Each theme becomes a collection page with its guides; each date of a check becomes a check."""

from django.db import migrations

STEP = 4  # characters of a path per level of the tree (treebeard)
DRAWINGS = {
    "appareils": "appareil",
    "quotidien": "famille",
    "demarches": "demarches",
    "bailleur": "loyer",
    "donnees": "arnaques",
}


def forwards(apps, schema_editor):
    shelf = apps.get_model("guides", "GuideIndexPage").objects.order_by("pk").first()
    if shelf is None:
        return
    GuidePage = apps.get_model("guides", "GuidePage")
    in_collection = GuidePage.collections.through
    for theme in apps.get_model("guides", "Theme").objects.all():
        collection = _add_page(apps, shelf.page_ptr_id, theme)
        for guide in GuidePage.objects.filter(theme=theme):
            in_collection.objects.create(guidepage_id=guide.pk, collectionpage_id=collection.pk)
    Check = apps.get_model("guides", "Check")
    for guide in GuidePage.objects.exclude(verified_on=None):
        Check.objects.get_or_create(guide=guide, day=guide.verified_on)


def backwards(apps, schema_editor):
    GuidePage = apps.get_model("guides", "GuidePage")
    for check in apps.get_model("guides", "Check").objects.order_by("day"):
        GuidePage.objects.filter(pk=check.guide_id).update(verified_on=check.day)
    Theme = apps.get_model("guides", "Theme")
    names = {new: old for old, new in DRAWINGS.items()}
    for position, page in enumerate(apps.get_model("guides", "CollectionPage").objects.order_by("path")):
        about = {
            "title": page.title[:80],
            "summary": page.summary,
            "position": position,
            "drawing": names.get(page.drawing, "appareils"),
        }
        theme, _ = Theme.objects.get_or_create(slug=page.slug[:50], defaults=about)
        GuidePage.objects.filter(collections=page, theme=None).update(theme=theme)


def _add_page(apps, shelf_id, theme):
    """A page at the end of the shelf, as treebeard would add it: its methods are not here."""
    Page = apps.get_model("wagtailcore", "Page")
    CollectionPage = apps.get_model("guides", "CollectionPage")
    shelf = Page.objects.get(pk=shelf_id)
    below = Page.objects.filter(path__startswith=shelf.path, depth=shelf.depth + 1)
    last = below.order_by("-path").first()
    number = int(last.path[-STEP:], 36) + 1 if last else 1
    slug = theme.slug if not below.filter(slug=theme.slug).exists() else f"collection-{theme.slug}"
    about, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="guides", model="collectionpage"
    )
    page = CollectionPage.objects.create(
        title=theme.title,
        draft_title=theme.title,
        slug=slug,
        summary=theme.summary,
        drawing=DRAWINGS.get(theme.drawing, "appareil"),
        path=shelf.path + _base36(number),
        depth=shelf.depth + 1,
        numchild=0,
        url_path=f"{shelf.url_path}{slug}/",
        content_type=about,
        locale_id=shelf.locale_id,
        live=True,
        first_published_at=shelf.first_published_at,
        last_published_at=shelf.first_published_at,
    )
    Page.objects.filter(pk=shelf.pk).update(numchild=shelf.numchild + 1)
    return page


def _base36(number):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text.rjust(STEP, "0")


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0002_collections_words_checks"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
