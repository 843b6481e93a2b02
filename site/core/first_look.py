"""The few lines of script that stand inside each page: how the reader wants it is there before it is painted.

A file would be waited for at every first visit. The content security policy allows this text alone.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path


def digest(text: str) -> str:
    """A source of a content security policy (https://www.w3.org/TR/CSP3/#match-element-to-source-list)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


SOURCE = Path(__file__).resolve().parents[1] / "static" / "js" / "first_look.js"
SCRIPT = re.sub(r"^\s*//.*\n", "", SOURCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
ALLOWED = digest(SCRIPT)
