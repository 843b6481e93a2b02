"""Planning a stay: the form's screen, and what it shows and asks before anything is public."""
