"""The site's own texts, held against the rules of easy-to-read French that a machine can check.

`reading` finds the texts, `falc` holds the rules that guides.plain_language does not have, `styles` looks at
letters, `checking` puts them together and takes off what `exceptions.toml` accepts.
"""
