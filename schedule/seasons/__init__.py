"""A season's plan as one file: read, tried without writing anything, then planned whole or not at all."""
