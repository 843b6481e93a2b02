"""The style guide shows every component, and each has a template, a style and a sample of one name."""

import pytest
from django.template.loader import get_template

from core.styles import SOURCES
from home.style_guide.views import components
from tests import factories

# Words alone, or another component's look.
WITHOUT_STYLE = {"next_meeting", "orientation_link", "place_card", "guide_card", "subscribe_box"}


@pytest.mark.parametrize("component", components(), ids=lambda component: component.name)
def test_a_component_has_a_sample_and_a_style(component):
    styles = list(SOURCES.glob(f"*/{component.name}.css"))

    get_template(component.sample)
    assert len(styles) == (component.name not in WITHOUT_STYLE)


@pytest.mark.django_db
def test_the_style_guide_shows_every_component_to_staff_alone(client):
    assert client.get("/admin/charte/").status_code == 302
    client.force_login(factories.user("mediatrice", factories.MEDIATORS))

    page = client.get("/admin/charte/").content.decode()

    assert [c.name for c in components() if f'id="composant-{c.name}"' not in page] == []
    assert "La caravane est ouverte" in page
