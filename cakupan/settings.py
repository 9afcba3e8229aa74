"""All settings, from the environment first, then from the file that `make setup` wrote ($CAKUPAN_VAR/env)."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from cakupan.environment import Missing, read, read_choice, read_flag, read_key, read_number, var_folder
from cakupan.keeping import documents
from cakupan.logs import logging_from

BASE_DIR = Path(__file__).resolve().parents[1]
VAR_DIR = var_folder()

DEBUG = read_flag("DEBUG", False)
SECRET_KEY = read("SECRET_KEY")
NIK_KEY = read_key("NIK_KEY")
NIK_INDEX_KEY = read_key("NIK_INDEX_KEY")
ALLOWED_HOSTS = read("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
BEHIND_TLS = read_flag("BEHIND_TLS", False)

INSTALLED_APPS = [
    "pgtrigger",
    "pghistory",
    "accounts",
    "contractors",
    "projects",
    "coverage",
    "cakupan.admin.CakupanAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "csp",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.middleware.kept_private",
    "cakupan.readable.only_readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "projects.middleware.agencies_of_today",
    "accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "cakupan.remarks.tells_remarks",
    "cakupan.pages.also_not_allowed",
]

ROOT_URLCONF = "cakupan.urls"
WSGI_APPLICATION = "cakupan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "cakupan.pages.surroundings",
                "coverage.surroundings.surroundings",
            ],
            "libraries": {
                name: f"cakupan.templatetags.{name}" for name in ("figures", "forms", "icons", "links", "numbers")
            },
            "builtins": ["cakupan.templatetags.made_for"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DJANGO_TABLES2_TEMPLATE = "tables/table.html"


def _database():
    url = read("DATABASE_URL")
    try:
        found = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
        found = {}
    if found.get("ENGINE") != "django.db.backends.postgresql":
        raise Missing("DATABASE_URL tidak terbaca; tulis seperti postgres://nama:sandi@server:5432/cakupan.")
    options = found.setdefault("OPTIONS", {})
    options["application_name"] = read("APPLICATION_NAME", "cakupan")
    options["connect_timeout"] = 5
    # Figures of a large city aggregate in memory, not on disk; what is not in memory is on a solid-state disk, so rows of
    # a file are looked up by index, not by reading all people. What is set here hides PGOPTIONS from the driver.
    # From 0.45 on a name with a slip is taken for the one that is meant (coverage/querysets/search.py).
    close = "-c pg_trgm.word_similarity_threshold=0.45"
    options["options"] = f"-c work_mem=32MB -c random_page_cost=1.1 {close} {read('PGOPTIONS', '')}".rstrip()
    return found


FILE_UPLOAD_HANDLERS = [
    "cakupan.uploads.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sessions, rate limits and caches live in PostgreSQL: people sign in and out while the broker is stopped.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        # Django empties a third of a full cache, and with it the lockouts: room for more than anyone can fill in a minute.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/perlu-tindakan/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Of our own, not allauth's: that one keeps the surel a second time in a table of its own.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.links.OneTimeTokens"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangedPasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
    "reauthenticate": "accounts.forms.AgainForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
# accounts/lockout.py instead: these lock everybody out of an account, or everybody behind an address, for anyone's failures.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": ""}
SECOND_FACTOR_REQUIRED = read_choice("CAKUPAN_SECOND_FACTOR", "required", ["required", "offered"]) == "required"
"""Of whom: accounts/second_factor.py. Where it is offered, as in the demo, everybody may have one and nobody must."""
MFA_ADAPTER = "accounts.second_factor.SealedAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "accounts.forms.CodeForm", "reauthenticate": "accounts.forms.CodeAgainForm"}
MFA_TOTP_ISSUER = "Cakupan Kota Bogor"
# A telephone may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=24).total_seconds())
EMAIL_BACKEND = read("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = read("EMAIL_HOST", "localhost")
EMAIL_PORT = read_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = read("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = read("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = read_flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL", "cakupan@localhost")

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "cakupan.formats"

STATIC_URL = "static/"
STATIC_ROOT = Path(read("STATIC_ROOT", VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cakupan.npm.NpmFinder",
]
NPM_FILES = {
    "@tabler/core": ["dist/css/tabler.min.css", "dist/css/tabler.min.css.map"],
    "echarts": ["dist/echarts.min.js"],
    "htmx.org": ["dist/htmx.min.js"],
    "@fontsource-variable/inter": [
        "opsz.css",
        "files/inter-latin-opsz-normal.woff2",
        "files/inter-latin-ext-opsz-normal.woff2",
        "files/inter-cyrillic-opsz-normal.woff2",
        "files/inter-cyrillic-ext-opsz-normal.woff2",
        "files/inter-greek-opsz-normal.woff2",
        "files/inter-greek-ext-opsz-normal.woff2",
        "files/inter-vietnamese-opsz-normal.woff2",
    ],
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": documents(VAR_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Nothing names a file without its hash, and source maps are for developers: a third of the time of collecting.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]

CELERY_BROKER_URL = read_choice("CELERY_BROKER_URL", None, ["redis://", "rediss://", "redis+socket://"])
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.2,
    "socket_timeout": 2,
    "max_retries": 0,
    "visibility_timeout": 3600,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "coverage.tasks.drain_marks", "schedule": 5.0, "options": {"expires": 30}},
    "tails": {"task": "coverage.tasks.index_tails", "schedule": 60.0, "options": {"expires": 60}},
    "documents": {"task": "coverage.tasks.clear_documents", "schedule": crontab(hour=3, minute=40)},
    "work": {"task": "coverage.tasks.do_work", "schedule": 5.0, "options": {"expires": 30}},
    "uploads": {"task": "coverage.tasks.erase_uploads", "schedule": crontab(hour=3, minute=40)},
    "sessions": {"task": "accounts.tasks.clear_sessions", "schedule": crontab(hour=3, minute=20)},
    "failures": {"task": "accounts.tasks.forget_failures", "schedule": crontab(hour=3, minute=25)},
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "accounts.resending.csrf_failure"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
"""HSTS for every site below the city's domain, and its preload list, are not ours to decide."""
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = logging_from(read_choice("LOG_LEVEL", "INFO", ["DEBUG", "INFO", "WARNING", "ERROR"]))
DJANGO_STRUCTLOG_CELERY_ENABLED = True

CHANGE_WORKING_DAYS = read_number("CHANGE_WORKING_DAYS", 7)
"""Working days to report a change of workers (Permenaker 44/2015 art. 4(1)); a BPJS guideline of 2022 says 30."""

FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
"""The largest file that a page takes; it is held in memory, for on the disk it would lie unsealed."""
UPLOAD_KEEP_DAYS = read_number("UPLOAD_KEEP_DAYS", 30)
"""Days after which an uploaded file and its rows are erased, counted from when it was applied, else from its arrival."""
