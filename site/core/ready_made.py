"""Sentences that the site proposes to the team, for what the public reads.

Nobody should have to translate at six in the morning what the site has worded itself: as long as such a
sentence is left as it was proposed, the catalogues say it in the other languages.

An app registers a function under Wagtail's hook `HOOK`: it takes nothing and gives lazy messages.
"""

from django.conf import settings
from django.utils.translation import override
from wagtail import hooks

HOOK = "register_ready_made_sentences"


def sentences(language: str) -> dict[str, str]:
    """In French → in the language; those that the catalogue lacks are left out."""
    messages = [one for collect in hooks.get_hooks(HOOK) for one in collect()]
    with override(settings.LANGUAGE_CODE):
        french = [str(one) for one in messages]
    with override(language):
        said = [str(one) for one in messages]
    # What a catalogue lacks, Django says in French.
    return {source: text for source, text in zip(french, said, strict=True) if text != source}
