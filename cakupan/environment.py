"""Where names are read from: the environment first, then the file that `make setup` wrote once."""

import base64
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def var_folder():
    """The folder of the embedded servers, uploads and keys: $CAKUPAN_VAR, else `var/` beside manage.py."""
    return Path(os.environ.get("CAKUPAN_VAR") or ROOT / "var").resolve()


def env_file():
    return var_folder() / "env"


def written_names():
    """The names in the env file, as a dict; empty where there is none."""
    try:
        lines = env_file().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def write_env_file():
    """Write random keys to the env file (mode 0600), once and never over an old one; whether it was written."""
    env_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(env_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("# Kunci acak salinan Cakupan ini. Hilang kunci NIK berarti hilang semua NIK: cadangkan.\n")
        file.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")
        file.write(f"NIK_KEY={_key()}\n")
        file.write(f"NIK_INDEX_KEY={_key()}\n")
    return True


def _key():
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


class Missing(SystemExit):
    """A name that the program cannot do without; stops with a sentence that says what to do."""


def read(name, default=None):
    """The value of `name`, else `default`; raises Missing where there is neither."""
    value = os.environ.get(name) or written_names().get(name) or default
    if value is None:
        raise Missing(
            f"{name} belum ditetapkan: tulis di lingkungan (lihat .env.example), "
            f"atau jalankan `make setup`, yang menulis {env_file()}."
        )
    return value


def read_key(name):
    """The 32 bytes of a key written as urlsafe base64; raises Missing where it is absent or malformed."""
    try:
        key = base64.urlsafe_b64decode(read(name))
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Missing(f"{name} harus 32 bita dalam base64 aman-URL (44 aksara); periksa lingkungan atau {env_file()}.")
    return key


def read_flag(name, default):
    """True for "1"/"true"/"ya", False for "0"/"false"/"tidak"; raises Missing for anything else."""
    text = str(read(name, "1" if default else "0")).lower()
    if text in ("1", "true", "ya"):
        return True
    if text in ("0", "false", "tidak"):
        return False
    raise Missing(f"{name} harus 1 atau 0, bukan “{text}”.")


def read_number(name, default):
    """The whole number that `name` says, else `default`; raises Missing for anything else."""
    text = str(read(name, default))
    if not text.isascii() or not text.isdigit():
        raise Missing(f"{name} harus bilangan bulat, bukan “{text}”.")
    return int(text)


def read_choice(name, default, choices):
    """One of `choices`, which may be beginnings that end in "://"; raises Missing for anything else, without
    repeating it: it may hold a password.
    """
    text = read(name, default)
    if text not in choices and not any(text.startswith(choice) for choice in choices if choice.endswith("://")):
        raise Missing(f"{name} harus {' atau '.join(choices)}; periksa lingkungan atau {env_file()}.")
    return text
