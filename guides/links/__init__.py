"""Links to other sites: whether they still answer. Nothing here runs while a page is served."""
