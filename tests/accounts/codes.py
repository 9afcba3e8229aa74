"""A telephone with a code app, for tests: what it shows at a moment, reckoned apart from the application (RFC 6238)."""

import base64
import hashlib
import hmac
import struct
import time


def code_of(secret, ahead=0):
    """The six digits that an app with `secret` shows now, or `ahead` steps of 30 seconds later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enrolled(client):
    """Set up a second factor for who is signed in with `client`; (secret, recovery codes)."""
    secret = client.get("/akun/verifikasi/aktifkan/").context["form"].secret
    answer = client.post("/akun/verifikasi/aktifkan/", {"code": code_of(secret)})
    return secret, answer.context["codes"]
