"""Guides on paper: `sheets` says what stands on the pages, `printing` makes them."""
