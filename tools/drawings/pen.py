"""The pen: colours and strokes. Every part of a drawing is a piece of SVG text; a scene joins them."""

from xml.sax.saxutils import escape

WIDTH, HEIGHT = 800, 500

# Tokens of site/styles/tokens.css: five colours on two papers (PAPER and SOFT), and no others.
BRAND, PAPER, SOFT, LINE = "#12355b", "#ffffff", "#f4f7f9", "#8495a6"
GO, STOP, FOCUS = "#0a5a3c", "#8a1f11", "#ffbf47"

SMALLEST = 36  # on a phone 358 pixels wide these letters are 16 pixels high
NARROW, WIDE = set("iIjl.,:;!'’|/ "), set("mwMW@€…")


def box(x, y, w, h, r=16, fill=PAPER, stroke=BRAND, width=8):
    return (
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="{width}"/>'
    )


def disc(x, y, r, fill=PAPER, stroke=BRAND, width=8):
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>'


def path(d, fill="none", stroke=BRAND, width=8):
    return f'<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>'


def at(x, y, *parts, scale=1.0, turn=0.0):
    return f'<g transform="translate({x} {y}) rotate({turn}) scale({scale})">{"".join(parts)}</g>'


def length(text, size):
    """About how wide bold letters are: enough to keep a word inside its box."""
    return size * sum(
        0.33 if c in NARROW else 1 if c in WIDE else 0.76 if c.isupper() else 0.61 for c in text
    )


def write(text, x, y, size=44, room=None, fill=BRAND, anchor="middle", thin=False):
    """A short word, centred on (x, y). It shrinks to its room, and refuses to be too small to read."""
    if not text:
        return ""
    while room and length(text, size) > room:
        size -= 1
    if size < SMALLEST:
        raise ValueError(f"« {text} » ne tient pas dans {room} : trop long pour un dessin.")
    return (
        f'<text x="{x}" y="{y + size * 0.35:.0f}" font-size="{size}" fill="{fill}" stroke="none" '
        f'text-anchor="{anchor}" font-weight="{400 if thin else 700}">{escape(text)}</text>'
    )


def bars(x, y, *widths, step=34, fill=LINE, thick=12):
    """Lines of writing that nobody has to read."""
    return "".join(
        path(f"M{x} {y + i * step}h{w}", stroke=fill, width=thick) for i, w in enumerate(widths) if w
    )


def picture(*parts):
    """The whole drawing, on its ground."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SOFT}"/>'
        '<g stroke-linecap="round" stroke-linejoin="round" '
        f'font-family="Liberation Sans, Arial, sans-serif">{"".join(parts)}</g></svg>'
    )
