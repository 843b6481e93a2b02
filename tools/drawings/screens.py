"""Parts of a screen. They are placed from the top left of the screen of a phone, 252 wide and 400 high."""

from tools.drawings.gestures import touch_box
from tools.drawings.pen import BRAND, FOCUS, LINE, PAPER, SOFT, bars, box, disc, path, write
from tools.drawings.symbols import symbol

ACROSS = 252


def address_bar(text="www.", y=10):
    """Where an address is typed."""
    around = box(6, y, 240, 58, 29, fill=SOFT, width=6)
    return around + symbol("globe", 38, y + 29, 36) + write(text, 64, y + 29, 36, 160, anchor="start")


def field(y, content="", sign="", x=12, w=228):
    """A box to fill in: empty, « *** » for a hidden word, « --- » for words, or letters to read."""
    start, middle = x + (66 if sign else 20), y + 32
    if content == "---":
        inside = bars(start, middle, (x + w - start) * 0.65)
    elif content == "***":
        inside = path(f"M{start + 6} {middle}" + "h.1m28 0" * 5 + "h.1", width=17)
    else:
        inside = write(content, start, middle, 40, x + w - start - 12, anchor="start")
    return box(x, y, w, 64, 10, width=6) + symbol(sign, x + 36, middle, 42) + inside


def button(y, text, x=12, w=228):
    return box(x, y, w, 66, 16, fill=BRAND, width=6) + write(text, x + w / 2, y + 33, 44, w - 8, fill=PAPER)


def rows(signs, y=8, step=78):
    """A list to choose from: one sign and some words a line; an empty line is left to the scene."""
    return "".join(
        symbol(sign, 44, y + step * (i + 0.5), 50)
        + (bars(88, y + step * (i + 0.5), (133, 98, 119)[i % 3]) if sign else "")
        + (path(f"M10 {y + step * i}h232", stroke=LINE, width=4) if i else "")
        for i, sign in enumerate(signs)
    )


def touch_row(i, y=8, step=78):
    """A finger on the i-th line of a list."""
    return touch_box(4, y + step * i + 5, 244, step - 10)


def switch(x, y, size=1.0):
    """A switch that is on."""
    w, h = 104 * size, 58 * size
    knob = disc(x + w - h / 2, y + h / 2, h / 2 - 10, width=5)
    return box(x, y, w, h, h / 2, fill=BRAND) + knob


def slider(x, y, w, value):
    """A bar with a round knob, filled up to `value` (0 to 1)."""
    knob = x + w * value
    whole, filled = path(f"M{x} {y}h{w}", stroke=LINE, width=14), path(f"M{x} {y}H{knob}", width=14)
    return whole + filled + disc(knob, y, 22, fill=FOCUS)


def bubble(x, y, w, h, tail="left", fill=PAPER):
    """What someone writes or says."""
    foot = {"left": f"M{x + 34} {y + h}v34l40-34", "right": f"M{x + w - 34} {y + h}v34l-40-34"}[tail]
    return box(x, y, w, h, 24, fill=fill) + path(foot + "z", fill=fill, stroke=fill) + path(foot, fill=fill)


def keyboard(y=260, h=140):
    """The letters at the foot of the screen."""
    lines = ((28, 0.75, 7), (42, 1.75, 6), (42, 2.75, 6))
    keys = "".join(f"M{x} {y + h / 4 * line:.0f}" + "h8m24 0" * (n - 1) + "h8" for x, line, n in lines)
    keys += f"M84 {y + h * 0.9:.0f}h84"
    return box(0, y, ACROSS, h, 0, fill=LINE, stroke="none") + path(keys, stroke=PAPER, width=18)


def grid(signs):
    """The small pictures of the first screen of a phone, three in a row."""
    places = [(46 + 80 * (i % 3), 54 + 92 * (i // 3)) for i in range(len(signs))]
    return "".join(
        box(x - 34, y - 34, 68, 68, 16, width=6) + symbol(sign, x, y, 48)
        for (x, y), sign in zip(places, signs, strict=True)
    )
