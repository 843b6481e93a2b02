"""Who carries and pays for the service, and who helps its readers."""
