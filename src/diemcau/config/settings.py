"""Django's settings; everything that differs between installations comes from `env`."""

import socket
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from diemcau.config import env

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent

SECRET_KEY = env.secret("secret_key")
# For the apps, which do not read the environment: a function of a name (and a length) that returns the secret.
INSTALLATION_SECRET = env.secret
DEBUG = env.DEBUG
ALLOWED_HOSTS = [host.strip() for host in env.HOSTS.split(",")]
PUBLIC_URL = env.PUBLIC_URL or f"https://{socket.gethostname()}:{env.TLS_PORT}"

INSTALLED_APPS = [
    "diemcau.core",
    "diemcau.units",
    "diemcau.people",
    "diemcau.conferences",
    "diemcau.room",
    "diemcau.media",
    "diemcau.serve",
    "diemcau.newsroom",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.locales",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "diemcau.people.apps.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "diemcau.newsroom.reading.caching.keep_for_everyone",
    "django.middleware.security.SecurityMiddleware",
    "diemcau.core.middleware.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "diemcau.core.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "diemcau.people.middleware.require_second_factor",
    "diemcau.newsroom.editing.middleware.keep_rights",
    "diemcau.core.middleware.errors_in_words",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "diemcau.config.urls"
ASGI_APPLICATION = "diemcau.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "diemcau.people.navigation.navigation",
            ],
            "builtins": ["diemcau.core.templatetags.diemcau"],
        },
    }
]
# Templates of core come before those of the libraries: one look for every page.
FORM_RENDERER = "diemcau.core.forms.Renderer"


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": env.DATA / "diemcau.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise env.EnvironmentFault("DIEMCAU_DATABASE_URL must begin with postgres://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(env.DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Wagtail writes each size of a picture anew whenever a page shows it: in the process, or every reader would write into
    # the database. The keys bear the file's own digest, so that processes cannot disagree.
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["diemcau.people.auth.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "diemcau.people.auth.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Điểm Cầu] "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
PASSWORD_RESET_TIMEOUT = 3600
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "diemcau.people.auth.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Điểm Cầu"
MFA_TOTP_TOLERANCE = 1
# Addresses are given by administrators and cannot be changed by their holders.
MFA_ALLOW_UNVERIFIED_EMAIL = True
WAGTAIL_FRONTEND_LOGIN_URL = "/app/accounts/login/"

SESSION_COOKIE_NAME = "dc_session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "dc_csrf"
# The front door tells whether the visitor came by TLS; on loopback plain HTTP stays usable.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
USE_X_FORWARDED_HOST = True
USE_X_FORWARDED_PORT = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "dc_language"
USE_I18N = True
# The words of the live screens; each app keeps its own.
LOCALE_PATHS = [PACKAGE / "adapters" / "locale", PROJECT / "frontend" / "locale"]
USE_TZ = True
TIME_ZONE = env.TIME_ZONE
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["diemcau.core.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = env.DATA / "static"
MEDIA_URL = "/files/"
MEDIA_ROOT = env.DATA / "files"
# Made by `npm run build`; served by the front door under /assets/.
FRONTEND_DIST = PROJECT / "frontend" / "dist"
FEEDS_ROOT = env.DATA / "feeds"
# Shared with the front door, which checks feed passes by itself.
FEED_PASS_SECRET = env.secret("feed_pass")
NATS_URL = env.NATS_URL or f"nats://127.0.0.1:{env.NATS_PORT}"
NATS_SEED = env.secret("nats_seed")
NATS_FOLDER = env.DATA / "nats"
RUN_FOLDER = env.DATA / "run"
JANUS_URL = f"ws://127.0.0.1:{env.JANUS_PORT}"
JANUS_TOKEN_SECRET = env.secret("janus_tokens")
JANUS_ADMIN_KEY = env.secret("janus_admin")
MEDIA_PORT = env.MEDIA_PORT
DEMO_FEED = env.DEMO_FEED
DEMO_CLIP = env.DATA / "files" / "demo" / "stage.mkv"
RELAY_BOOKMARK = env.DATA / "relay" / "bookmark.json"
PULSE_PORT = env.PULSE_PORT
FRONT_PORT = env.PORT

WAGTAIL_SITE_NAME = "Điểm Cầu"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
# What a newsroom hands out; no pages, drawings or programs that could run on somebody's machine.
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "odt", "ods", "odp", "rtf", "txt", "csv", "zip"),
    *("mp3", "m4a", "mp4"),
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 60_000_000
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "diemcau.newsroom.editing.picture_form.PictureForm"
# The limits of newsroom.pictures.intake.
WAGTAILIMAGES_EXTENSIONS = ["avif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 60_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 120_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp", "jpeg": "webp", "png": "webp"}
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 80
# A portal's trees: one for each language that it speaks; their addresses begin with it.
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Dates in the editor's forms, written as `core.formats` reads them: other languages would read them otherwise.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES


def _email(url: str) -> dict[str, object]:
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(env.DATA / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "plain"}:
        raise env.EnvironmentFault("DIEMCAU_EMAIL_URL must begin with smtp://, smtps:// or plain://")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp": 587, "plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


globals().update(_email(env.EMAIL_URL))
DEFAULT_FROM_EMAIL = env.EMAIL_FROM
SERVER_EMAIL = env.EMAIL_FROM

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.LOG_LEVEL},
    "loggers": {
        "uvicorn.access": {"level": "WARNING"},
        "nats": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
