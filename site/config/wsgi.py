"""What the web server calls."""

import os
import sys
from pathlib import Path

# Django's path is site/ and the folder above it, whoever starts the server and from where.
ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  (the path comes first)

application = get_wsgi_application()

from schedule.feeds.front import FeedFront  # noqa: E402  (Django comes first)

application = FeedFront(application)
