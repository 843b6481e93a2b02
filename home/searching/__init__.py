"""Search that forgives: what people type is rarely what we wrote.

`words`, `sounds`, `lexicon`, `synonyms` and `index` are pure. `finding` reads the published pages, `missed`
counts what found nothing, `models` keeps what editors maintain.
"""
