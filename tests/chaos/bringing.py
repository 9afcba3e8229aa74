"""Bring a large roster as a person would, in the fleet's database: `python -m tests.chaos.bringing <serial> <rows>`.

Prints the uid of the upload. Called with `apply <uid>` it asks for all rows to be applied.
"""

import os
import sys
import uuid


def prepare():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cakupan.settings")
    import django

    django.setup()


def bring(serial, rows):
    """A contract of its own, and a file of `rows` rows for it; the upload."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    from accounts.models import Role, User
    from coverage.uploading.receiving import receive
    from tests import factories
    from tests.coverage.uploading.rosters import large, roster

    user = User.objects.filter(email="ani@kacau.test").first()
    user = user or User.objects.create_user("ani@kacau.test", "Ani Kacau", Role.PROCUREMENT)
    contract = factories.contract(package_code=f"KACAU-{serial}")
    people = [
        {**row, "nik": f"32{71 + serial}{row['nik'][4:]}", "mulai": "2025-08-01", "jabatan": f"Tukang {serial}"}
        for row in large(rows)
    ]
    file: SimpleUploadedFile = roster(contract, *people)
    return receive(file, user, key=uuid.uuid4(), template="tenaga_kerja", contract=contract, day=timezone.localdate())[
        0
    ]


def apply(uid):
    """Ask for the upload to be applied; what became of the wish."""
    from django.utils import timezone

    from coverage.models import Upload
    from coverage.uploading.applying import apply_or_queue

    upload = Upload.objects.select_related("user").get(uid=uid)
    return apply_or_queue(upload, upload.user, timezone.localdate(), False)


if __name__ == "__main__":
    prepare()
    if sys.argv[1] == "apply":
        print(apply(sys.argv[2]).name)
    else:
        print(bring(int(sys.argv[1]), int(sys.argv[2])).uid)
