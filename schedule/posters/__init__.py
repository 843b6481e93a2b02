"""Posters: what stands on them, their pages of paper, and whether they are still right (docs/decisions/0034)."""
