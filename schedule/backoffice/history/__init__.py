"""Who changed what, when and why: Wagtail's log, in sentences."""
