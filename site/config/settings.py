"""Settings, from the environment or from a .env file beside manage.py. Safe by default.

Only what differs between installations is a variable; README lists them.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.languages import languages_in
from config.tiles import tile_server
from core import first_look

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
# Demo content may bring the two demo accounts. Never set it on a server that others can reach.
DEMO = env.bool("DEMO", default=False)

# Once a night, asks the links of the guides whether they still answer. The server must reach other sites.
CHECK_LINKS = env.bool("CHECK_LINKS", default=not (DEBUG or DEMO))

SECRET_KEY = env.str("SECRET_KEY", default="for-development-only" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing: set the SECRET_KEY environment variable (or write it in .env) to a long "
        "random text. « make run » does it for you; on a server, see the README."
    )

# Public address of the site, without a slash at the end. Absolute links and feeds are built on it.
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
_address = urlsplit(BASE_URL)
if not _address.hostname:
    raise ImproperlyConfigured("BASE_URL must be an address such as https://www.example.org")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_address.hostname, "127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[f"{_address.scheme}://{_address.netloc}"])

# Everything that the site writes: database, uploaded files, collected static files.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "home",
    "schedule",
    "guides",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "home.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "recurrence",
    "django_filters",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "core",  # last: it gives French names to the permissions that the others have made
]

MIDDLEWARE = [
    "core.middleware.BrowserPolicyMiddleware",  # first: redirections, files and feeds need it too
    "django.middleware.security.SecurityMiddleware",
    "schedule.feeds.middleware.FeedMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "core.compression.PublicBrotliMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "core.language_middleware.LanguageMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.PagePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.accounts.guarding.SignInMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.other_moment.OtherMomentMiddleware",
    "home.middleware.KeptSiteMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["core.loading.TidyLoader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.frame.frame",
            ],
            "builtins": [
                "core.templatetags.french",
                "core.templatetags.speaking",
                "core.templatetags.drawings",
                "core.templatetags.positions",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'e-tinerance.sqlite3'}")}
# A connection per request costs seven times on SQLite: keep it as long as the thread lives.
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers never wait for a writer (WAL), and a second writer waits instead of failing:
    # IMMEDIATE takes the lock at the start, where SQLite's busy timeout applies.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA temp_store=MEMORY;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The first one refuses before any password is looked at, after too many failures.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "home.accounts.signing_in.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
CSRF_FAILURE_VIEW = "home.accounts.views.csrf_failure"

# Five failures of one name from one address close the door to the two together for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the wait that the screen tells is the wait
AXES_CLIENT_IP_CALLABLE = "core.addresses.client_address"
AXES_HANDLER = "home.accounts.signing_in.FailuresOnly"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware writes a page; ours says it on the sign-in screen
OTP_TOTP_ISSUER = "e-tinérance"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own

LANGUAGE_CODE = "fr"
# A folder of site/locale is a language of the public pages (docs/decisions/0035). The back office is French.
LANGUAGES = languages_in(BASE_DIR / "site" / "locale", LANGUAGE_CODE)
# Both come before the applications' own. `wording` says in plain words what Wagtail says in those of the
# trade; it stands second because makemessages writes to the first.
LOCALE_PATHS = [BASE_DIR / "site" / "locale", BASE_DIR / "site" / "wording"]
TIME_ZONE = "Europe/Paris"
# Stays are stored as local days. With zones on, django-recurrence would shift them to UTC.
RECURRENCE_USE_TZ = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.joined_files.JoinedFiles",
    "core.leaflet.LeafletFiles",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # only our own pages use our files
# A public file lives under its hash, so its address may be kept for ever.
WHITENOISE_MAX_AGE = 0 if DEBUG else 60
_memory = "django.core.cache.backends.locmem.LocMemCache"


def _files(folder: str, most: int) -> dict:
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / folder,
        "TIMEOUT": 30 * 86_400,
        "OPTIONS": {"MAX_ENTRIES": most},
    }


CACHES = {
    "default": {"BACKEND": _memory},
    # Wagtail looks here for the sizes of a picture before it asks the database.
    "renditions": {"BACKEND": _memory, "LOCATION": "renditions", "OPTIONS": {"MAX_ENTRIES": 2000}},
    # PDF pages (guides, posters) and the pictures of shared links, by what stands on them: shared by all
    # processes of this machine. Apart: a picture of each page in each language would drive the pages out.
    "paper": _files("paper", 200),
    "pictures": _files("pictures", 1000),
}

_https = _address.scheme == "https"
SECURE_SSL_REDIRECT = _https and env.bool("SSL_REDIRECT", default=True)
# A health check asks from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Set it only behind a proxy that always sets (or strips) X-Forwarded-Proto and adds to X-Forwarded-For.
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A detailed map, only for who asks for it: the address of its tiles, with {z}, {x} and {y}. Empty: none.
TILES_URL = env.str("TILES_URL", default="")
TILES_ATTRIBUTION = env.str("TILES_ATTRIBUTION", default="© OpenStreetMap")
_tiles = tile_server(TILES_URL)
TILES_HOST = _tiles.netloc.removeprefix("*.")

# Nothing, then what the public pages use, from this host alone. The back office: core/middleware.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, first_look.ALLOWED],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, *([f"{_tiles.scheme}://{_tiles.netloc}"] if TILES_URL else [])],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
globals().update(EMAIL_CONFIG)
# Without a way to send mail, a « forgotten password » would only pretend.
WAGTAIL_PASSWORD_RESET_ENABLED = "EMAIL_URL" in os.environ
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"ne-pas-repondre@{_address.hostname}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

WAGTAIL_SITE_NAME = "e-tinérance"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "home.accounts.signing_in.SignInForm"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "Indian/Reunion",
    "Indian/Mayotte",
]
WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français")]
WAGTAIL_I18N_ENABLED = False
# Addresses are read aloud and typed by hand: « coueron », not « couëron ».
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# The back office asks no other host for anything.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS = []
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx", "ods"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
