"""For whom a file of the code speaks: its path, from the root of the project, tells.

Anything that is not named here speaks to everyone: what is new is checked and translated before anybody
thinks of it. Read by `make readability` and by `make messages`; this module knows nothing of Django.
"""

import re

# What only the team meets.
_TEAM = re.compile(
    r"migrations/|management/|backoffice/|wagtailadmin/|accounts|/demo/|guards|warnings|wagtail_hooks|stamping"
    r"|/models|blocks\.py|fields\.py|actions/|seasons/|other_moment|plain_language/|readability/|style_guide/"
    r"|guides/links/|sent_back|filled\.py|pasting|apps\.py|searching/(?:backoffice|missed)|permission_names"
    r"|core/(?:desk|editing|follow_up|links|models|pages|phones|addresses)\.py|(?:home|schedule)/pages\.py"
    r"|timekeeping|translating/|serving|homepage\.py|home/users\.py|site/config/"
)
# What everyone meets, and in French whatever the language of the page: paper, messages, calendars
# (docs/decisions/0035).
_FRENCH = re.compile(
    r"schedule/(?:feeds/|sms\.py|posters/(?:card|dates|layout|sheet)\b)|guides/(?:paper|parts/sheet_head)\b"
)


def is_public(file: str) -> bool:
    return not _TEAM.search(file)


def is_translated(file: str) -> bool:
    return is_public(file) and not _FRENCH.search(file)
