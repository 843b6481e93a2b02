"""Where each caravan goes, week by week: drafts, gaps and clashes too."""
