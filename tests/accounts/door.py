"""Signing in by the form, and reading what it and its surels say."""

import re

from django.urls import reverse

from tests import cast


def sign_in(client, user, password=cast.PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": user.email, "password": password, **more})


def errors_at(response, name):
    """The texts in the error element that the field `name` points to, last, by aria-describedby."""
    page = response.content.decode()
    control = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0]
    described_by = re.search(r'aria-describedby="([^"]+)"', control)
    assert 'aria-invalid="true"' in control
    element = re.search(rf'<div[^>]*id="{described_by[1].split()[-1]}"[^>]*>(.*?)</div>', page, re.S)
    return re.sub(r"<[^>]+>", "", element[1])


def link_in(message):
    return re.search(r"http://testserver(/sandi/baru/\S+)", message.body)[1]
