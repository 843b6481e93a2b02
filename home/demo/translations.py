"""What the demo says in other languages: `content/translations/<code>.toml`, French text by French text."""

import tomllib

from core.models import Translation
from core.translations import digest
from home.demo import texts
from home.translating.keeping import keep_translations


def load_translations() -> None:
    """What somebody has translated otherwise is left as it is."""
    for file in sorted((texts.CONTENT / "translations").glob("*.toml")):
        rows = tomllib.loads(file.read_text(encoding="utf-8"))["texts"]
        known = set(Translation.objects.filter(language=file.stem).values_list("digest", flat=True))
        keep_translations(
            file.stem, {row["fr"]: row["text"] for row in rows if digest(row["fr"]) not in known}
        )
