"""An installation from before collections keeps its guides, their themes and the dates of their checks."""

import contextlib
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("guides", "0001_initial")]
AFTER = [("guides", "0004_without_themes")]


@pytest.mark.usefixtures("own_database")
def test_themes_become_collections_and_dates_become_checks_and_back(django_db_blocker):
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    with django_db_blocker.unblock(), contextlib.ExitStack() as stack:
        stack.callback(_migrate, latest)
        old = _migrate(BEFORE)
        theme = old.get_model("guides", "Theme").objects.create(
            slug="bailleur", title="Mon logement", drawing="bailleur", summary="Le loyer."
        )
        _guide(old, theme)

        new = _migrate(AFTER)
        collection = new.get_model("guides", "CollectionPage").objects.get()
        guide = new.get_model("guides", "GuidePage").objects.get()
        check = new.get_model("guides", "Check").objects.get()
        assert (collection.title, collection.slug, collection.drawing, collection.summary) == (
            "Mon logement",
            "bailleur",
            "loyer",
            "Le loyer.",
        )
        assert collection.url_path == "/accueil/guides/bailleur/"
        assert [page.pk for page in guide.collections.all()] == [collection.pk]
        assert (check.guide_id, check.day) == (guide.pk, date(2026, 11, 3))

        back = _migrate(BEFORE)
        guide = back.get_model("guides", "GuidePage").objects.get()
        assert (guide.theme.slug, guide.verified_on) == ("bailleur", date(2026, 11, 3))


def _migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def _guide(apps, theme):
    shelf = apps.get_model("guides", "GuideIndexPage").objects.get()
    content_type = apps.get_model("contenttypes", "ContentType").objects.get(
        app_label="guides", model="guidepage"
    )
    return apps.get_model("guides", "GuidePage").objects.create(
        title="Payer",
        draft_title="Payer",
        slug="payer",
        path=f"{shelf.path}0001",
        depth=shelf.depth + 1,
        url_path=f"{shelf.url_path}payer/",
        content_type=content_type,
        locale_id=shelf.locale_id,
        summary="Vous saurez payer.",
        theme=theme,
        verified_on=date(2026, 11, 3),
        live=True,
    )
