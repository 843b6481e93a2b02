"""The twelve guides and their themes."""

from typing import Any

from guides.models import GuideIndexPage, GuidePage, Theme
from home.demo import texts


def load_guides() -> None:
    themes = {
        row["slug"]: Theme.objects.get_or_create(
            slug=row["slug"], defaults=row | {"drawing": row["slug"], "position": number}
        )[0]
        for number, row in enumerate(texts.table("themes"))
    }
    shelf = GuideIndexPage.objects.get()
    for row in texts.guides():
        if GuidePage.objects.child_of(shelf).filter(slug=row["slug"]).exists():
            continue
        guide = GuidePage(
            title=row["title"],
            slug=row["slug"],
            theme=themes[row["theme"]],
            needs=[("need", need) for need in row["needs"]],
            body=[(block["kind"], _block(block)) for block in row["body"]],
            trouble=[("trouble", trouble) for trouble in row["trouble"]],
            links=[("link", link) for link in row.get("links", [])],
            search_description=row["summary"],
            **{
                name: row[name]
                for name in ("summary", "devices", "minutes", "level", "keywords", "verified_on")
            },
        )
        guide.full_clean(exclude=["path", "depth", "content_type", "url_path"])
        shelf.add_child(instance=guide)
        guide.save_revision().publish()
        shelf.refresh_from_db()


def _block(row: dict[str, Any]) -> dict[str, Any]:
    block = {"title": row["title"], "text": texts.paragraphs(row["text"])}
    if row["kind"] == "step":
        block["expect"] = row.get("expect", "")
    return block
