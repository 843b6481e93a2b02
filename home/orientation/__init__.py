"""« Qui peut m’aider ? »: whom to call for what the caravan does not do."""
