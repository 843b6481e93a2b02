"""The project's own settings, with values that do not depend on this machine's .env."""

import os
import tempfile

os.environ.update(
    {
        "SECRET_KEY": "for-tests-only",
        "DEBUG": "0",
        "DEMO": "1",
        "BASE_URL": "http://testserver",
        "ALLOWED_HOSTS": "*",
        "CSRF_TRUSTED_ORIGINS": "http://testserver",
        "EMAIL_URL": "memorymail://",
        "DATA_DIR": tempfile.mkdtemp(prefix="e-tinerance-tests-"),
    }
)

from config.settings import *  # noqa: F403

STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
