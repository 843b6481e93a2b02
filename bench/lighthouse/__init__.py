"""Lighthouse, from npm, on four pages of the demo site, in the Chromium of this machine."""
