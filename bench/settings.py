"""The project's own settings, and one more address: a bare view to compare with."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
