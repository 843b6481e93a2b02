"""The benchmark's settings, for the site without the layer in front of Django."""

from bench.settings import *  # noqa: F403

WSGI_APPLICATION = "bench.inside.application"
