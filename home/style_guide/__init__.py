"""The living style guide, for staff: the tokens, the icons, the drawings, and a sample of each component."""
