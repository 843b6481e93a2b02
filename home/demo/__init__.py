"""Demo content: real facts, invented residences (marked as examples), no invented people."""
