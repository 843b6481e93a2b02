"""The words that mean the same for the readers of the demo."""

from home.demo import texts
from home.searching.models import SearchWords


def load_synonyms() -> None:
    """If there are none: a row that somebody has changed or taken away stays so."""
    if SearchWords.objects.exists():
        return
    for row in texts.table("synonyms"):
        words = SearchWords(words=", ".join(row["words"]))
        words.full_clean()
        words.save()
