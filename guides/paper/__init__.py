"""Guides on paper: `sheets` says what stands on the pages, `core.paper` makes them."""
