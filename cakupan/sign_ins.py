"""The five people of the demo and the file that keeps their passwords; nothing else knows them."""

import os
import secrets
from dataclasses import dataclass

from cakupan.environment import var_folder

PEOPLE = (
    ("ani", "Ani Rahmawati", "procurement", "Bagian PBJ, seluruh kota"),
    ("budi", "Budi Santosa", "ppk", "PPK, OPD sendiri"),
    ("sari", "Sari Wulandari", "bpjs", "BPJS Ketenagakerjaan"),
    ("eko", "Eko Prasetya", "inspectorate", "Inspektorat, membaca semua"),
    ("fitri", "Fitri Handayani", "administrator", "Administrator"),
)
"""(first part of the address, name, role of accounts.models.Role, what to say about it)."""

DOMAIN = "demo.cakupan.test"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another; twelve of them hold 59 bits."""


@dataclass(frozen=True)
class SignIn:
    email: str
    password: str
    name: str
    role: str
    about: str


def sign_ins_file():
    return var_folder() / "demo-sign-ins"


def sign_ins():
    """The five sign-ins; writes the file (mode 0600, random passwords) where it is missing or incomplete."""
    passwords = _read()
    if not {_address(short) for short, *_ in PEOPLE} <= passwords.keys():
        passwords = {_address(short): _password() for short, *_ in PEOPLE}
        _write(passwords)
    return [
        SignIn(_address(short), passwords[_address(short)], name, role, about) for short, name, role, about in PEOPLE
    ]


def _address(short):
    return f"{short}@{DOMAIN}"


def _password():
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def _read():
    try:
        lines = sign_ins_file().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split()[:2] for line in lines if len(line.split()) >= 2)


def _write(passwords):
    sign_ins_file().unlink(missing_ok=True)
    descriptor = os.open(sign_ins_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{address} {password}\n" for address, password in passwords.items())
