"""A text as a list of words that can be compared: small letters, no accents, French stems."""

import re
from collections.abc import Iterable

import snowballstemmer

from core.folding import fold, plain

__all__ = ["STOP_WORDS", "compounds", "fold", "stems", "telling"]

# Words that say nothing about what is looked for.
_STOP_WORDS = """
a afin ai aimerais alors apres arrive arriver as au aucun aujourd aura aurai aurait aussi aux avais avait
avant avec avez avoir avons bah besoin bien bonjour bonsoir c ca car ce ceci cela celle celui ces cet cette
ceux chez chose ci combien comment connais d dans de depuis des deux dire disant dit dois doit donc dont du
elle elles en encore entre es est et etaient etais etait etant ete etes etre eu eux explique expliquer faire
fais fait fallait fasse faudrait faut feras hui ici il ils j jamais je jen jusqu juste l la le les leur
leurs lorsque lui m ma madame mais marche marcher me mem meme merci mes mets mettre moi mois mon monsieur n
ne ni non nos notre nous on ont ou oui par parce pas pendant peut peux plus pour pourquoi pourrais pouvez
pouvoir presque puis qu quand que quel quelle quelles quelque quels qui quoi s sa sais sait sans savoir se
sera serai serait ses si soit sommes son sont sous suis sur svp t ta te tes toi ton toujours tous tout toute
toutes tres trop truc tu un une va vais venez venir vers veut veux viens vient voila vos votre voudrais
vouloir vous vraiment y
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def compounds(text: str) -> list[str]:
    """« Wi-Fi » and « e-mail » as those write them who leave the hyphen out."""
    return [found.replace("-", "") for found in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", plain(text))]


def telling(words: list[str]) -> list[str]:
    """Without those that say nothing, unless they are all there is."""
    return [word for word in words if word not in STOP_WORDS] or words


def stems(words: Iterable[str]) -> list[str]:
    # A stemmer keeps state while it works, so threads must not share one.
    return snowballstemmer.stemmer("french").stemWords([_singular(word) for word in words])


def _singular(word: str) -> str:
    """Snowball takes « loyer » for a verb and « loyers » for a noun: both must have one stem."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
