"""The few lines of script that stand inside each page: how the reader wants it is there before it is painted.

A file would be waited for at every first visit. The content security policy allows this text alone, by its
digest (https://www.w3.org/TR/CSP3/#match-element-to-source-list).
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

SCRIPT = (Path(__file__).resolve().parents[1] / "static" / "js" / "first_look.js").read_text(encoding="utf-8")
ALLOWED = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
