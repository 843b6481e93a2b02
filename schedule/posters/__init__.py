"""Posters: what stands on them, their paper, and whether they are still right (docs/decisions/0034)."""
