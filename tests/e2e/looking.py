"""What a machine sees in a page that some people could not use: checks that give a list, empty at best.

They are JavaScript, run in the page: several in one visit, because loading a page costs more than looking.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE

AXE = Axe().axe_script
# The stricter contrast (7:1) says all that the other one would.
_RULES = {
    "color-contrast": {"enabled": False},
    "color-contrast-enhanced": {"enabled": True},
    "target-size": {"enabled": True},
}
AXE_LIGHT = {"resultTypes": ["violations"], "preload": False, "rules": _RULES}
# Dark colours change colours alone.
AXE_DARK = {"resultTypes": ["violations"], "preload": False, "runOnly": ["color-contrast-enhanced"]}

_RUN_AXE = """options => ourAxe.run(options).then(({violations}) =>
  violations.map(v => `${v.id}: ${v.nodes.map(node => node.target.join(" ")).join(" | ")}`))"""

# Text that its own box hides, or that leaves the screen. Text for screen readers only is no loss.
CUT_TEXTS = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`the page is ${wide} pixels wide`);
  for (const e of document.querySelectorAll("body *")) {
    if (!e.innerText?.trim() || e.closest(".for_readers, .skip_link, svg, option")) continue;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const hides = style.overflow !== "visible" && e.tagName !== "SELECT";
    const isTooSmall = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
    if (hides && isTooSmall || box.width && (box.left < -1 || box.right > innerWidth + 1))
      found.push(e.outerHTML.slice(0, 120));
  }
  return found;
}"""

# 44 CSS pixels high, save links inside a sentence.
SMALL_TARGETS = """() => {
  const inSentence = e => e.tagName === "A" && getComputedStyle(e).display === "inline"
    && [...e.parentNode.childNodes].some(n => n.nodeType === 3 && n.textContent.trim().length > 1);
  return [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter(e => e.type !== "hidden" && e.getClientRects().length && e.checkVisibility())
    .filter(e => !e.closest(".skip_link") && !inSentence(e))
    .filter(e => Math.max(...[e, ...(e.labels ?? [])].map(x => x.getBoundingClientRect().height)) < 43.9)
    .map(e => `${Math.round(e.getBoundingClientRect().height)} ${e.outerHTML.slice(0, 120)}`);
}"""

SMALL_TEXTS = """() => [...document.querySelectorAll("body *")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => e.getClientRects().length && !e.closest(".for_readers"))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 18)
  .map(e => e.outerHTML.slice(0, 120))"""

# WCAG 1.4.12. A sheet made by a script is no inline style: the policy of the pages lets it in.
_TEXT_SPACING = """on => {
  const sheet = new CSSStyleSheet();
  if (on) sheet.replaceSync(`* {
      line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
    }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

# Each thing to press or fill in gets a number, in the order of the page.
_NUMBER_FOCUSABLE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(e => !e.disabled && e.type !== "hidden" && e.getClientRects().length && e.checkVisibility());
  const radios = new Set();
  const stops = all.filter(e => e.type !== "radio" || !radios.has(e.name) && radios.add(e.name));
  stops.forEach((e, number) => { e.dataset.e2eNumber = number; });
  getSelection().removeAllRanges();
  const start = document.createElement("span"); // Tab goes on from where the focus was last
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
  return stops.length;
}"""

# The number of the focused element; its source unless it stands on the screen, uncovered and outlined.
_FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const onScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight
    && box.left >= 0 && box.right <= innerWidth;
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && !/, 0\\)$|transparent/.test(style.outlineColor);
  const first = e.getClientRects()[0] ?? box;
  const top = document.elementFromPoint(first.left + first.width / 2, first.top + first.height / 2);
  const uncovered = !top || [e, ...(e.labels ?? [])].some(own => own.contains(top) || top.contains(own));
  return [Number(e.dataset.e2eNumber), onScreen && outlined && uncovered ? "" : e.outerHTML.slice(0, 120)];
}"""

# With a palette of the person's own, backgrounds go: what only they told apart is lost.
_ONLY_A_BACKGROUND = """() => {
  const seen = selector => [...document.querySelectorAll(selector)]
    .filter(e => e.getClientRects().length && e.checkVisibility() && !e.closest(".for_readers"));
  const border = style => ["Top", "Bottom", "Left", "Right"].some(side =>
    style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1);
  const told = e => {
    const style = getComputedStyle(e);
    return [style.borderWidth, style.fontWeight, style.textDecorationLine, style.outlineStyle].join();
  };
  const bare = seen(".button, button, input, select, textarea, .answer, .tag, .tile, .box")
    .filter(e => !(["radio", "checkbox"].includes(e.type) && getComputedStyle(e).appearance !== "none"))
    .filter(e => !border(getComputedStyle(e)) && getComputedStyle(e).textDecorationLine === "none")
    .map(e => `no border: ${e.outerHTML.slice(0, 120)}`);
  const alike = seen(":is(header, main) [aria-current]").filter(e => {
    const others = [...(e.closest("ul, ol, table, nav")?.querySelectorAll(e.tagName) ?? [])];
    const other = others.find(o => !o.hasAttribute("aria-current") && o.getClientRects().length);
    return other && told(e) === told(other);
  });
  return [...bare, ...alike.map(e => `current, and like the others: ${e.outerHTML.slice(0, 120)}`)];
}"""


def axe(page: Page, options: dict) -> list[str]:
    """Rules that are broken, with the elements. Screens of Wagtail bring an axe with rules of its own."""
    if not page.evaluate("'ourAxe' in window"):
        page.evaluate(f"{AXE}; window.ourAxe = window.axe")
    return page.evaluate(_RUN_AXE, options)


def violations(page: Page) -> dict[int, list[str]]:
    """By width."""
    found = {}
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        found[viewport["width"]] = axe(page, AXE_LIGHT)
    return found


def cut_with_wider_spacing(page: Page) -> list[str]:
    page.evaluate(_TEXT_SPACING, True)
    found = page.evaluate(CUT_TEXTS)
    page.evaluate(_TEXT_SPACING, False)
    return found


def cut_with_very_large_text(page: Page) -> list[str]:
    """As who chooses « Très grande » and « Large » in the settings of the display."""
    page.evaluate("Object.assign(document.documentElement.dataset, {size: 'larger', spacing: 'wide'})")
    found = page.evaluate(CUT_TEXTS)
    page.evaluate("['size', 'spacing'].forEach(name => delete document.documentElement.dataset[name])")
    return found


def lost_by_keyboard(page: Page) -> list[str]:
    """Presses Tab through the whole page: what is not reached in its order, or not seen when it is."""
    expected = page.evaluate(_NUMBER_FOCUSABLE)
    found = []
    for number in range(expected):
        page.keyboard.press("Tab")
        reached, unseen = page.evaluate(_FOCUSED)
        if reached != number:
            found.append(f"Tab leads to {reached} and not to {number} of {expected}: {unseen}")
            break
        if unseen:
            found.append(f"not seen: {unseen}")
    return found


def lost_with_forced_colours(page: Page) -> list[str]:
    return page.evaluate(_ONLY_A_BACKGROUND)
