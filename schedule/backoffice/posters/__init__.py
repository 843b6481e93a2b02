"""Posters for the team: those that a change has made wrong, and the way to make new ones."""
