"""« Aujourd’hui »: what is announced, and one short question for each thing that can happen to it."""
