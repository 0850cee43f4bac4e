"""What the environment says, read once and checked."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Environment:
    """The program's outer settings. Paths are absolute."""

    database_url: str
    owner_url: str
    data: Path
    secret_key: str
    debug: bool
    demo: bool
    hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    behind_https: bool
    proxies: int
    mail_url: str
    mail_from: str


def flag(name: str) -> bool:
    """True for 1, true, yes, on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> tuple[str, ...]:
    """A comma-separated variable as a tuple without empties."""
    return tuple(word.strip() for word in os.environ.get(name, default).split(",") if word.strip())


def read_environment() -> Environment:
    """Read GIAOBAN_* and DATABASE_URL. Without a secret key in variable or file, an empty one is returned: Django then refuses to serve."""
    data = Path(os.environ.get("GIAOBAN_DATA", "")).expanduser().absolute()
    key_file = data / "secret.key"
    secret = os.environ.get("GIAOBAN_SECRET_KEY", "")
    if not secret and key_file.is_file():
        secret = key_file.read_text("utf-8").strip()
    database_url = os.environ.get("DATABASE_URL", "")
    return Environment(
        database_url=database_url,
        owner_url=os.environ.get("GIAOBAN_OWNER_URL", "") or database_url,
        data=data,
        secret_key=secret,
        debug=flag("GIAOBAN_DEBUG"),
        demo=flag("GIAOBAN_DEMO"),
        hosts=words("GIAOBAN_HOSTS", "127.0.0.1,localhost,[::1]"),
        trusted_origins=words("GIAOBAN_TRUSTED_ORIGINS", ""),
        behind_https=flag("GIAOBAN_HTTPS"),
        proxies=int(os.environ.get("GIAOBAN_PROXIES", "0") or 0),
        mail_url=os.environ.get("GIAOBAN_MAIL_URL", ""),
        mail_from=os.environ.get("GIAOBAN_MAIL_FROM", "giaoban@localhost"),
    )


def database(url: str) -> dict[str, object]:
    """Django's settings of one PostgreSQL address: postgresql://user:password@host:port/name?host=/socket/dir&sslmode=require."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "giaoban",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {**query, "application_name": "giaoban"},
    }


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `tls` begins encryption after connecting (port 587), `ssl` from the first byte (port 465)."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    ssl: bool


def mail_server(url: str) -> MailServer:
    """Read smtp://user:password@host:port, smtp+tls://… or smtps://…; localhost:25 where nothing is said.

    Errors: ValueError for another scheme.
    """
    parts = urlsplit(url or "smtp://localhost")
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports:
        raise ValueError(f"GIAOBAN_MAIL_URL: {parts.scheme}:// is not smtp://, smtp+tls:// or smtps://")
    return MailServer(
        host=parts.hostname or "localhost",
        port=parts.port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtp+tls",
        ssl=parts.scheme == "smtps",
    )
