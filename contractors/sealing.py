"""Bytes about persons as they may be stored: an uploaded roster as a whole, sealed with the key of the NIKs."""

import os

from cryptography.exceptions import InvalidTag
from django.conf import settings

from contractors.nik import KEY_ID, NONCE, cipher

PURPOSE = b"upload"
"""Keeps a sealed file from being taken for a sealed NIK, and the other way round."""


class Spoilt(ValueError):
    """Sealed bytes that do not open: another key, other bytes, or those of another record."""


def seal_bytes(content, record):
    """`content` encrypted; it opens only as part of the same `record`, a text of its own such as the upload's uid."""
    nonce = os.urandom(NONCE)
    return KEY_ID + nonce + cipher(settings.NIK_KEY).encrypt(nonce, content, KEY_ID + PURPOSE + record.encode())


def unseal_bytes(sealed, record):
    """What `seal_bytes` hid for that `record`. Raises Spoilt, which quotes nothing."""
    sealed = bytes(sealed)
    try:
        return cipher(settings.NIK_KEY).decrypt(
            sealed[1 : 1 + NONCE], sealed[1 + NONCE :], sealed[:1] + PURPOSE + record.encode()
        )
    except (InvalidTag, ValueError):
        raise Spoilt("sealed bytes do not open") from None
