"""Writes: one verb per file. Each checks, then acts in one transaction."""
