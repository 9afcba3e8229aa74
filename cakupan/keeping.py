"""Where the documents of contracts lie, by the environment."""

from cakupan.environment import read, read_choice


def documents(folder):
    """The storage of documents as an entry of STORAGES: a folder below `folder`, or a bucket that speaks S3.

    Neither has an address on the web: every document is served by a view that asks for the reader's rights.
    """
    if read_choice("DOCUMENTS", "folder", ["folder", "s3"]) == "folder":
        options = {"location": str(folder / "documents"), "base_url": None}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    options = {
        "bucket_name": read("S3_BUCKET"),
        "endpoint_url": read("S3_ENDPOINT", "") or None,
        "region_name": read("S3_REGION", "") or None,
        "access_key": read("S3_ACCESS_KEY"),
        "secret_key": read("S3_SECRET_KEY"),
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
