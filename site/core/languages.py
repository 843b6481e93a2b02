"""Languages in addresses: French stands at the bare one, the others under their code, « /ar/permanences/ ».

Inside, every address is the bare one: `core.language_middleware` takes the code off what is asked for, and
puts it on the links of what is answered.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation.trans_real import get_languages

# First parts of addresses that speak no language, besides files: those have a dot in their name.
OUTSIDE = {"admin", "documents", "healthz", "media", "p", "static", "_util"}
_LINK = re.compile(r'(?<=\s)(href|action|formaction)="(/(?!/)[^"]*)"')
FIRST_STRONG, END = "\u2068", "\u2069"  # FSI and PDI (Unicode, UAX #9): what stands between keeps its order


@dataclass(frozen=True, slots=True)
class Language:
    """`name` is its own. `direction` is « ltr » or « rtl »."""

    code: str
    name: str
    direction: str

    @property
    def is_french(self) -> bool:
        return self.code == settings.LANGUAGE_CODE


def known() -> list[Language]:
    """Those of the settings, French first."""
    return [_language(code, name) for code, name in get_languages().items()]


def current() -> Language:
    """The one that this request is answered in; French outside of any request."""
    code = get_language() or settings.LANGUAGE_CODE
    return _language(code, get_languages().get(code, code))


def is_french() -> bool:
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def split(path: str) -> tuple[str, str]:
    """« /ar/permanences/ » → « ar », « /permanences/ »; the code is "" where the path begins with none."""
    code, _slash, rest = path[1:].partition("/")
    if code not in get_languages() or rest.startswith("/"):  # « //host » would lead elsewhere
        return "", path
    return code, f"/{rest}"


def is_spoken(path: str) -> bool:
    """Whether what stands at this bare path is a page, and no file, picture or screen of the team."""
    parts = path.partition("?")[0].partition("#")[0].split("/")
    return parts[1] not in OUTSIDE and "." not in parts[-1]


def inside(address: str, code: str) -> str:
    """A path of this site as a reader of this language meets it; « /fr/… » is the bare path in French."""
    named, bare = split(address)
    if named:
        return bare if named == settings.LANGUAGE_CODE else address
    return f"/{code}{address}" if code != settings.LANGUAGE_CODE and is_spoken(address) else address


def here(address: str) -> str:
    """The same in the language of this request."""
    return inside(address, current().code)


def with_links_inside(html: str, code: str) -> str:
    """The same HTML, whose links and forms to pages of this site stay in the language."""
    return _LINK.sub(lambda found: f'{found[1]}="{inside(found[2], code)}"', html)


def isolated(text: str) -> str:
    """A name, an address or a number inside a sentence: in Arabic, its own order is kept."""
    return text if current().direction == "ltr" else f"{FIRST_STRONG}{text}{END}"


@lru_cache(maxsize=256)
def _language(code: str, name: str) -> Language:
    try:
        direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:  # Django does not know every language that CLDR knows
        direction = Locale.parse(code, sep="-").text_direction
    return Language(code, name, direction)
