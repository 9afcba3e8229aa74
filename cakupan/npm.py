"""Serves the few files of node_modules that pages use, as vendor/<package>/<file>."""

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class NpmFinder(BaseFinder):
    """Finds exactly the files listed in settings.NPM_FILES."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.BASE_DIR / "node_modules")
        self.storage.prefix = "vendor"
        self.files = [f"{package}/{name}" for package, names in settings.NPM_FILES.items() for name in names]
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        name = path.removeprefix("vendor/")
        known = path.startswith("vendor/") and name in self.files and self.storage.exists(name)
        found = self.storage.path(name) if known else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns):
        return ((name, self.storage) for name in self.files)
