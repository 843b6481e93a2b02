"""The picture of a shared link, with the next date on it (docs/decisions/0038)."""
