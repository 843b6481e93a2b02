"""Writes .env from .env.example, with a secret key of its own."""

import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
example = (ROOT / ".env.example").read_text(encoding="utf-8")
(ROOT / ".env").write_text(
    example.replace("SECRET_KEY=\n", f"SECRET_KEY={secrets.token_urlsafe(50)}\n"), encoding="utf-8"
)
