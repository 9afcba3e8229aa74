"""The second factor: a code of an app (TOTP) beside the password, and recovery codes for the day without the app."""

import base64
import secrets

import qrcode
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.safestring import mark_safe
from qrcode.image.svg import SvgPathImage

from accounts.history import because
from accounts.models import Role, User

ROLES = frozenset({Role.PROCUREMENT, Role.BPJS, Role.INSPECTORATE, Role.ADMINISTRATOR})
"""Who reads the whole city or administers: they need a second factor where SECOND_FACTOR_REQUIRED says so."""
PURPOSE = b"cakupan second factor"
NONCE = 12


class SealedAdapter(DefaultMFAAdapter):
    """What allauth.mfa stores of a secret is sealed by a key of its own, drawn from NIK_KEY."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Kode ini salah atau sudah lewat. Tunggu kode berikutnya, lalu coba lagi.",
        "cannot_generate_recovery_codes": "Aktifkan verifikasi dua langkah lebih dahulu.",
    }

    def encrypt(self, text):
        nonce = secrets.token_bytes(NONCE)
        return base64.b64encode(nonce + AESGCM(_key()).encrypt(nonce, text.encode(), PURPOSE)).decode()

    def decrypt(self, encrypted_text):
        sealed = base64.b64decode(encrypted_text)
        return AESGCM(_key()).decrypt(sealed[:NONCE], sealed[NONCE:], PURPOSE).decode()


def _key():
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(settings.NIK_KEY)


def is_unused(user, code):
    """Whether this is the first time that `user` shows a code while it holds; somebody who looked on is too late."""
    shown = f"second-factor:{user.pk}:{normalize_user_code(code)}"
    return cache.add(shown, True, timeout=(2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD)


def picture(user, secret):
    """The address in `secret` as an SVG element of black squares, for the camera of a telephone."""
    adapter = get_adapter()
    code = qrcode.QRCode(border=2, image_factory=SvgPathImage)
    code.add_data(adapter.build_totp_url(user, secret))
    return mark_safe(code.make_image().to_string(encoding="unicode"))  # noqa: S308 squares, drawn by the library


def is_required_of(user):
    """Whether the role of `user` must have a second factor here."""
    return settings.SECOND_FACTOR_REQUIRED and user.role in ROLES


def lacks(user):
    """Whether `user` must set up a second factor before any other page answers."""
    return is_required_of(user) and user.second_factor_at is None


@transaction.atomic
def enrol(request, form, now):
    """Turn the second factor on for who signed in, with the secret of a valid form; their recovery codes."""
    activate_totp(request, form)
    user = request.user
    user.second_factor_at = now
    user.save(update_fields=["second_factor_at"])
    record_authentication(request, user, method="mfa", type=Authenticator.Type.TOTP)
    return recovery_codes(user)


@transaction.atomic
def new_codes(request):
    """New recovery codes for who signed in; the old ones end."""
    return generate_recovery_codes(request).wrap().get_unused_codes()


def recovery_codes(user):
    """The recovery codes that `user` has not used; empty without any."""
    found = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return found.wrap().get_unused_codes() if found else []


@transaction.atomic
def turn_off(user, reason=""):
    """Take the second factor of `user` away, app and recovery codes; the history says why."""
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.second_factor_at = None
    with because(reason):
        user.save(update_fields=["second_factor_at"])


@transaction.atomic
def reset(user, reason, now):
    """Take the second factor of `user` away and end their sessions: whoever found the telephone is out too.

    Nothing happens where somebody was quicker.
    """
    if not User.objects.select_for_update().filter(pk=user.pk, second_factor_at__isnull=False).exists():
        return
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.second_factor_at, user.sessions_since = None, now
    with because(reason):
        user.save(update_fields=["second_factor_at", "sessions_since"])
