"""« Nouvelle fiche »: the screen before Wagtail's editor."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, streamfield

from guides.backoffice.starting.drafting import start_guide
from guides.models import GuideIndexPage, GuidePage
from tests import factories

pytestmark = pytest.mark.django_db
DOOR = "/admin/fiches/nouvelle/"
TYPED = {
    "title": "Envoyer une photo",
    "summary": "Vous saurez envoyer une photo.",
    "text": "1. Ouvrez les messages\nLe bouton est vert.\n2. Appuyez sur le trombone",
}


@pytest.fixture
def mediator(client):
    user = factories.user()
    client.force_login(user)
    return user


def photo(name: str = "photo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file(filename=name).file.getvalue())


def steps(guide: GuidePage) -> list[tuple]:
    return [
        (block.value["title"], str(block.value["text"]), block.value["picture"])
        for block in guide.body
        if block.block_type == "step"
    ]


def test_a_new_guide_is_a_draft_with_clean_steps_in_its_collections(client, mediator):
    collection = factories.collection()

    answer = client.post(DOOR, TYPED | {"collections": [collection.pk]})

    guide = GuidePage.objects.get()
    assert answer.headers["location"] == f"/admin/pages/{guide.pk}/edit/"
    assert (guide.live, guide.slug, guide.owner) == (False, "envoyer-une-photo", mediator)
    assert list(guide.collections.all()) == [collection]
    assert steps(guide.latest_revision.as_object()) == [
        ("Ouvrez les messages", "<p>Le bouton est vert.</p>", None),
        ("Appuyez sur le trombone", "", None),
    ]


def test_it_is_written_down_as_wagtail_writes_it(client, mediator):
    client.post(DOOR, TYPED)

    guide = GuidePage.objects.get()
    log = PageLogEntry.objects.filter(page=guide).order_by("timestamp").values_list("action", "user")
    assert list(log) == [("wagtail.create", mediator.pk), ("wagtail.edit", mediator.pk)]
    assert guide.latest_revision.user == mediator


def test_pictures_go_with_the_steps_in_the_order_in_which_they_were_chosen(client, mediator):
    client.post(DOOR, TYPED | {"photos": [photo("b.png"), photo("a.png")]})

    found = [picture for _title, _text, picture in steps(GuidePage.objects.get())]
    assert [picture.title for picture in found] == ["Envoyer une photo, 1", "Envoyer une photo, 2"]
    assert [picture.file.name.rsplit("/")[-1][0] for picture in found] == ["b", "a"]
    assert [picture.contextual_alt_text for picture in found] == [
        "Ouvrez les messages",
        "Appuyez sur le trombone",
    ]
    assert {picture.uploaded_by_user for picture in found} == {mediator}


def test_the_skeleton_is_ready_to_be_filled_in(client, mediator):
    client.post(DOOR, TYPED | {"text": ""})

    guide = GuidePage.objects.get()
    kinds = [block.block_type for block in guide.body]
    assert kinds == ["step"] * 5 + ["warning"]
    assert [block.value for block in guide.needs] == [""]
    assert [dict(block.value) for block in guide.trouble] == [{"problem": "", "solution": ""}]


def test_without_text_there_are_as_many_steps_as_pictures(client, mediator):
    client.post(DOOR, TYPED | {"text": "", "photos": [photo(), photo()]})

    assert len(steps(GuidePage.objects.get())) == 2


def test_a_second_guide_of_the_same_title_has_an_address_of_its_own(client, mediator):
    client.post(DOOR, TYPED)
    client.post(DOOR, TYPED)

    assert sorted(GuidePage.objects.values_list("slug", flat=True)) == [
        "envoyer-une-photo",
        "envoyer-une-photo-2",
    ]


NO_PICTURE = "ce n’est pas une image."
IPHONE = "ce format vient des iPhone. Envoyez-la en JPEG."
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
REFUSED = {
    "a text": ("notes.txt", b"bonjour", NO_PICTURE),
    "a false picture": ("photo.png", b"bonjour", NO_PICTURE),
    "half a picture": ("photo.png", b"\x89PNG\r\n\x1a\n1234", "ce fichier est abîmé."),
    "another type of picture": ("photo.bmp", b"BM", "ce type d’image ne peut pas être montré."),
    "an iPhone's picture": ("IMG_1.heic", HEIC, IPHONE),
    "an iPhone's picture under another name": ("IMG_1.jpg", HEIC, IPHONE),
    "nothing": ("vide.png", b"", NO_PICTURE),
    "nothing, without a name to speak of": ("vide", b"", NO_PICTURE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_picture_is_left_out_and_the_others_keep_their_step(client, mediator, case):
    name, content, why = REFUSED[case]

    answer = client.post(DOOR, TYPED | {"photos": [SimpleUploadedFile(name, content), photo()]}, follow=True)

    said = [str(message).replace("\xa0", " ") for message in answer.context["messages"]]
    pictures = [picture for _title, _text, picture in steps(GuidePage.objects.get())]
    assert said[1].startswith(f"« {name} » : {why}")
    assert said[1].endswith("Le brouillon est fait sans elle.")
    assert [picture and picture.title for picture in pictures] == [None, "Envoyer une photo, 2"]
    assert get_image_model().objects.count() == 1


def test_a_picture_is_known_by_what_it_holds_whatever_its_name_says(client, mediator):
    misnamed = [photo("é" * 120 + ".jpg"), photo("capture")]

    client.post(DOOR, TYPED | {"photos": misnamed})

    pictures = [picture for _title, _text, picture in steps(GuidePage.objects.get())]
    assert [picture.file.name[-4:] for picture in pictures] == [".png", ".png"]


def test_what_is_wrong_with_a_picture_is_said_too_when_the_form_comes_back(client, mediator):
    bad = SimpleUploadedFile("notes.txt", b"bonjour")

    answer = client.post(DOOR, TYPED | {"title": "", "photos": [photo(), bad]})

    page = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 200
    assert "« notes.txt » : ce n’est pas une image." in page
    assert "Choisissez à nouveau vos images" in page
    assert "Le bouton est vert." in page
    assert not GuidePage.objects.exists()
    assert not get_image_model().objects.exists()


def test_a_picture_that_is_too_big_is_left_out_in_words(client, mediator, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10

    answer = client.post(DOOR, TYPED | {"photos": [photo()]}, follow=True)

    said = str(list(answer.context["messages"])[1]).replace("\xa0", " ")
    assert said.startswith("« photo.png » : elle est trop lourde (")
    assert "10 octets au plus." in said


def test_more_pictures_than_steps_are_refused_in_words(client, mediator):
    page = client.post(DOOR, TYPED | {"photos": [photo(), photo(), photo()]}).content.decode()

    assert "Vous avez choisi 3 images, mais il y a 2 étapes." in page
    assert not GuidePage.objects.exists()


def test_nothing_at_all_is_asked_for_again(client, mediator):
    answer = client.post(DOOR, {"title": " ", "summary": "x" * 300, "collections": ["x", "999"]})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Donnez un titre à la fiche." in page


def test_what_is_pasted_never_breaks_the_screen(client, mediator):
    client.post(DOOR, TYPED | {"text": "1. <script>\r\n\x07\ufeff2. " + "mot " * 3000 + "\n3. 🙂"})

    assert len(steps(GuidePage.objects.get())) == 3


@pytest.mark.parametrize("query", ["", "?vide=1"])
def test_the_empty_form_of_wagtail_always_leads_here(client, mediator, query):
    door = f"/admin/pages/add/guides/guidepage/{GuideIndexPage.objects.get().pk}/{query}"

    assert client.get(door).headers["location"] == DOOR


def test_no_link_of_the_screen_leads_away_from_what_was_typed(client, mediator):
    page = client.get(DOOR).content.decode()

    form = page.partition("data-starting")[2].partition("</form>")[0]
    assert "<button" in form
    assert "<a " not in form


def test_a_model_cannot_be_published_by_mistake(client, mediator):
    shelf = GuideIndexPage.objects.get()
    guide = start_guide(
        shelf, mediator, title="Modèle", summary="Vous saurez.", collections=[], steps=[], photos=[]
    )

    published(client, guide)

    guide.refresh_from_db()
    assert not guide.live


def published(client, guide: GuidePage):
    """What comes back when nobody has touched what the editor shows, and it is published."""
    door = f"/admin/pages/{guide.pk}/edit/"
    form = client.get(door).context["form"]
    return client.post(door, sent(form) | {"action-publish": "x"})


def test_pasted_steps_with_pictures_are_published_without_touching_anything(client, mediator):
    five = "\n".join(f"{number}. Appuyez {number} fois" for number in range(1, 6))
    client.post(DOOR, TYPED | {"text": five, "photos": [photo() for _number in range(5)]})

    published(client, GuidePage.objects.get())

    guide = GuidePage.objects.get()
    assert guide.live
    assert [block.block_type for block in guide.body] == ["step"] * 5 + ["warning"]
    assert (list(guide.needs), list(guide.trouble)) == ([], [])
    assert all(picture for _title, _text, picture in steps(guide))


def test_an_error_is_shown_at_the_block_it_is_about_even_after_empty_ones(client, mediator):
    client.post(DOOR, TYPED)
    guide = GuidePage.objects.get()
    guide.body = [
        ("step", {"title": ""}),
        ("step", {"title": "", "tip": "Attendez."}),
        ("step", {"title": "Appuyez"}),
    ]
    guide.save_revision()

    form = published(client, guide).context["form"]

    assert list(form.errors.as_data()["body"][0].block_errors) == [1]


def sent(form) -> dict[str, str]:
    """What the editor sends for a guide that nobody has touched."""

    def picture(image) -> dict:
        alt = image.contextual_alt_text if image else ""
        return {"image": image.pk if image else "", "alt_text": alt}

    def block(child) -> tuple[str, object]:
        value = child.value
        if child.block_type in ("step", "warning"):
            text = {"key": "a", "text": strip_tags(value["text"].source), "type": "unstyled"}
            rich = json.dumps({"blocks": [text], "entityMap": {}})
            texts = {name: value.get(name) or "" for name in ("title", "expect", "tip", "trouble")}
            others = {
                "picture": picture(value.get("picture")),
                "variants": {"count": 0},
                "about": "arnaque",
            }
            return child.block_type, texts | {"text": rich} | others
        return child.block_type, value

    guide = form.instance
    fields = {
        name: streamfield([block(child) for child in getattr(guide, name)])
        for name in ("needs", "body", "trouble")
    }
    fields |= {"links": streamfield([])}
    plain = {"title": guide.title, "slug": guide.slug, "summary": guide.summary, "level": guide.level}
    return nested_form_data(plain | {"check_every": 6, "comments-TOTAL_FORMS": 0} | fields)
