"""What mediators use. Registered in `schedule.wagtail_hooks`."""
