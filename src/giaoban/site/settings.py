"""Django's settings. Everything that differs between installations comes from `environment`."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from giaoban.site.environment import database, mail_server, read_environment

HERE = Path(__file__).resolve().parent
ENVIRONMENT = read_environment()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
# A demonstration (`giaoban demo`): accounts may work on the day of their story (ground/directory/clock.py).
GIAOBAN_DEMO = ENVIRONMENT.demo
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "giaoban.site.apps.SiteConfig",
    "giaoban.ground.jobs.apps.JobsConfig",
    "giaoban.ground.journal.apps.JournalConfig",
    "giaoban.ground.org.apps.OrgConfig",
    "giaoban.ground.access.apps.AccessConfig",
    "giaoban.ground.directory.apps.DirectoryConfig",
    "giaoban.ground.files.apps.FilesConfig",
    "giaoban.ground.numbering.apps.NumberingConfig",
    "giaoban.ground.search.apps.SearchConfig",
    "giaoban.ground.notices.apps.NoticesConfig",
    "giaoban.records.figures.apps.FiguresConfig",
    "giaoban.records.tasks.apps.TasksConfig",
    "giaoban.records.documents.apps.DocumentsConfig",
    "giaoban.records.registers.apps.RegistersConfig",
    "giaoban.occasions.reports.apps.ReportsConfig",
    "giaoban.occasions.appraisals.apps.AppraisalsConfig",
    "giaoban.occasions.collection.apps.CollectionConfig",
    "giaoban.occasions.consolidation.apps.ConsolidationConfig",
    "giaoban.occasions.direction.apps.DirectionConfig",
    "giaoban.occasions.meetings.apps.MeetingsConfig",
    "giaoban.windows.desk.apps.DeskConfig",
    "giaoban.windows.boards.apps.BoardsConfig",
]
# What needs an extra is there where the extra is.
if find_spec("duckdb") and find_spec("ibis"):
    INSTALLED_APPS.append("giaoban.integrations.rollup.apps.RollupConfig")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "giaoban.site.middleware.PrivateMiddleware",
    "csp.middleware.CSPMiddleware",
    "giaoban.site.middleware.SizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "giaoban.site.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "giaoban.ground.directory.middleware.ActorMiddleware",
    "giaoban.site.middleware.ProblemMiddleware",
]

ROOT_URLCONF = "giaoban.site.urls"
WSGI_APPLICATION = "giaoban.site.wsgi.application"
AUTH_USER_MODEL = "directory.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "giaoban.site.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "giaoban.site.templatetags.components",
            ],
        },
    }
]

# Jobs: the worker imports the `jobs` module of every room.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# The application's role, and the owner's role for migrations (`migrate --database owner`).
DATABASES = {"default": database(ENVIRONMENT.database_url)}
if ENVIRONMENT.owner_url != ENVIRONMENT.database_url:
    DATABASES["owner"] = database(ENVIRONMENT.owner_url)
# Counters of sign-in and links live here: so many entries that nobody can push them out by filling the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000, "CULL_FREQUENCY": 10},
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["giaoban.site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
HASHED_STATIC = (STATIC_ROOT / "staticfiles.json").is_file()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC
FILES_ROOT = ENVIRONMENT.data / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Sixty indicators of ninety units, or a definition of two hundred fields, are one form; Django's own limit is 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000

# Sign-in: by e-mail address or user name; accounts are made by the office, never by sign-up.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "giaoban.ground.directory.signin.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Giaoban"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.behind_https
# Behind a proxy the caller's address is in X-Forwarded-For; how many proxies to believe. Rate limits count by that address.
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.behind_https
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.behind_https
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.behind_https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.behind_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_https else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

MAIL = mail_server(ENVIRONMENT.mail_url)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.tls, MAIL.ssl
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
