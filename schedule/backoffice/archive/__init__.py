"""Nothing that was public is destroyed: a stay or a place is archived, and its page says where to go."""
