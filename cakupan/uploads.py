"""What comes with a request as a file is taken only up to a limit; the rest of it is let go by."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 25 * 1024 * 1024
"""Bytes of a file that are taken at all; a form may allow less."""


def too_large(request):
    """Whether a file of the request was left out because it is larger than LARGEST."""
    return bool(request.FILES is not None and getattr(request, "files_too_large", False))


class CappedUpload(FileUploadHandler):
    """Keeps nothing of a file that is larger than LARGEST but its name and size: a form sees that one came and refuses it."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data, start):
        self.taken += len(raw_data)
        if self.taken > LARGEST:
            self.request.files_too_large = True
            return None
        return raw_data

    def file_complete(self, file_size):
        if self.taken <= LARGEST:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)
