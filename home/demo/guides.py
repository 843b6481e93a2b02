"""The twelve guides, their collections, and the words that they use."""

from typing import Any

from django.core.files import File
from wagtail.images import get_image_model

from guides.models import Check, CollectionPage, GlossaryPage, GuideIndexPage, GuidePage, Word
from home.demo import texts
from home.demo.pages import add_page

CHECKED_BY = "l’équipe de la caravane"
GLOSSARY = {
    "title": "Les mots d’internet, de A à Z",
    "introduction": "Voici les mots que l’on lit sur les écrans, expliqués simplement. "
    "Chaque mot a un exemple.",
}


def load_guides() -> None:
    """Adds what is missing; a guide that exists already is left as it is."""
    shelf = GuideIndexPage.objects.get()
    collections = {row["slug"]: add_page(shelf, CollectionPage, **row) for row in texts.table("collections")}
    add_page(shelf, GlossaryPage, "les-mots", **GLOSSARY)
    for row in texts.table("words"):
        word = Word(
            term=row["term"],
            forms=", ".join(row["forms"]),
            meaning=row["meaning"],
            example=row["example"],
        )
        if not Word.objects.filter(term=word.term).exists():
            word.full_clean()
            word.save()
    pictures = texts.step_pictures()
    for row in sorted(texts.guides(), key=lambda row: row["position"]):
        if not GuidePage.objects.child_of(shelf).filter(slug=row["slug"]).exists():
            _add_guide(shelf, row, collections, pictures.get(row["slug"], {}))


def _add_guide(
    shelf: GuideIndexPage,
    row: dict[str, Any],
    collections: dict[str, CollectionPage],
    pictures: dict[str, str],
) -> None:
    guide = GuidePage(
        title=row["title"],
        slug=row["slug"],
        needs=[("need", need) for need in row["needs"]],
        body=[(block["kind"], _block(block, pictures)) for block in row["body"]],
        trouble=[("trouble", trouble) for trouble in row["trouble"]],
        links=[("link", link) for link in row.get("links", [])],
        search_description=row["summary"],
        **{name: row[name] for name in ("summary", "devices", "minutes", "level", "keywords", "check_every")},
    )
    guide.collections = [collections[slug] for slug in row["collections"]]
    guide.full_clean(exclude=["path", "depth", "content_type", "url_path"])
    shelf.add_child(instance=guide)
    guide.save_revision().publish()
    Check.objects.create(guide=guide, day=row["checked_on"], by=CHECKED_BY)
    shelf.refresh_from_db()


def _block(row: dict[str, Any], pictures: dict[str, str]) -> dict[str, Any]:
    block = {"title": row["title"], "text": texts.paragraphs(row["text"])}
    if row["kind"] == "warning":
        block["about"] = row["about"]
    if row["kind"] == "step":
        block |= {name: row.get(name, "") for name in ("expect", "tip", "trouble")}
        block["picture"] = _picture(pictures.get(row["title"], ""))
        block["variants"] = [
            {
                "devices": variant["devices"],
                "text": texts.paragraphs(variant["text"]),
                "expect": variant.get("expect", ""),
                "picture": None,
            }
            for variant in row.get("variants", [])
        ]
    return block


def _picture(name: str):
    """The drawing of this name with its description, in the library of pictures once and for all."""
    if not name:
        return None
    about = texts.pictures()[name]
    Image = get_image_model()
    image = Image.objects.filter(title=about["title"], description=about["alt"]).first()
    if image is None:
        with (texts.CONTENT / "pictures" / f"{name}.png").open("rb") as file:
            image = Image(title=about["title"], description=about["alt"], file=File(file, name=f"{name}.png"))
            image.save()
    image.contextual_alt_text, image.decorative = about["alt"], False
    return image
