"""Without network: the service worker, the page that it falls back on, and what installs the site."""
