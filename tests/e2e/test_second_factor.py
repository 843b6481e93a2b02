"""A mediator protects her sign-in with her phone; then her session ends while she writes."""

import pytest
from playwright.sync_api import Page, expect

from home.demo.accounts import ACCOUNTS
from tests.e2e.backoffice import words
from tests.home.signing_in import app_code


@pytest.fixture
def device(chromium, own_site):
    """`device()`: a phone or computer on which nobody has signed in yet."""
    contexts = []

    def make(width: int = 390) -> Page:
        context = chromium.new_context(
            base_url=own_site.url, locale="fr-FR", viewport={"width": width, "height": 844}
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def type_password(page: Page, name: str = "mediatrice") -> None:
    page.get_by_label("Nom d’utilisateur").fill(name)
    page.get_by_label("Mot de passe").fill(ACCOUNTS[name][1])
    page.get_by_role("button", name="Se connecter").click()


def type_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Se connecter").click()


def sign_out(page: Page) -> None:
    page.evaluate("""() => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = "/admin/logout/";
        form.append(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
        document.body.append(form);
        form.submit();
    }""")
    page.wait_for_url("**/admin/login/")


def set_up(page: Page) -> tuple[str, list[str]]:
    """From the account screen. Gives the key that the phone has read, and the recovery codes."""
    page.goto("/admin/account/#tab-actions")
    page.get_by_role("link", name="Sécurité de votre connexion").click()
    page.get_by_role("link", name="Installer le code").click()
    expect(page.get_by_role("img", name="QR code à scanner avec l’application")).to_be_visible()
    key = words(page.locator(".account__key"))
    page.get_by_label("Code que montre l’application").fill(app_code(key))
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    codes = [words(code) for code in page.locator(".account__codes li").all()]
    page.get_by_role("link", name="J’ai gardé mes codes").click()
    return key, codes


def expect_heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_a_code_of_her_phone_protects_her_sign_in_and_a_trusted_device_spares_it(device):
    phone = device()
    phone.goto("/admin/")
    type_password(phone)
    key, codes = set_up(phone)
    expect(phone.locator(".account")).to_contain_text("Il vous reste 10 codes de secours.")
    sign_out(phone)

    # The code of the app, and « remember this device ». Ahead of time: the present one has been used.
    type_password(phone)
    expect_heading(phone, "Votre code")
    phone.get_by_label("Se souvenir de cet appareil pendant 30 jours.").check()
    type_code(phone, app_code(key, later=1))
    phone.wait_for_url("**/admin/")
    phone.goto("/admin/securite/")
    sign_out(phone)

    # Here the password is enough now; elsewhere it is not, and a recovery code opens once.
    type_password(phone)
    phone.wait_for_url("**/admin/")
    for code, opens in ((codes[0], True), (codes[0], False)):
        elsewhere = device(width=1280)
        elsewhere.goto("/admin/")
        type_password(elsewhere)
        type_code(elsewhere, code)
        if opens:
            elsewhere.wait_for_url("**/admin/")
        else:
            expect(elsewhere.get_by_text("Ce code n’est pas le bon")).to_be_visible()

    # Forgotten, the phone asks for it again.
    phone.goto("/admin/securite/")
    phone.get_by_role("button", name="Oublier tous mes appareils").click()
    expect(phone.locator(".messages")).to_contain_text("Plus aucun appareil n’est retenu")
    sign_out(phone)
    type_password(phone)
    expect_heading(phone, "Votre code")


def test_what_was_being_written_when_the_session_ended_is_saved_after_signing_in_again(device):
    phone = device()
    phone.goto("/admin/")
    type_password(phone, "coordination")
    phone.wait_for_url("**/admin/")
    phone.goto("/admin/snippets/home/partner/add/")
    phone.get_by_role("textbox", name="Nom").fill("Mairie de Couëron")
    phone.context.clear_cookies(name="sessionid")
    phone.locator("#w-editor-form, form[data-edit-form]").first.evaluate("form => form.requestSubmit()")
    expect(phone.get_by_text("Reconnectez-vous")).to_be_visible()
    type_password(phone, "coordination")
    expect_heading(phone, "Reprendre")
    phone.get_by_role("button", name="Reprendre").click()
    expect(phone.locator(".messages")).to_contain_text("Mairie de Couëron")
