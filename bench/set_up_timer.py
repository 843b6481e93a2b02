"""A pytest plugin that writes down how long the database took to set up."""

import json
import os
import time
from pathlib import Path

import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_fixture_setup(fixturedef, request):
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    if fixturedef.argname == "django_db_setup":
        cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        Path(os.environ["BENCH_SET_UP"]).write_text(json.dumps(cost))
