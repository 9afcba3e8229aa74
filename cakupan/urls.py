"""Every address of the application."""

from django.contrib import admin
from django.urls import include, path

from cakupan.health import healthz

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("projects.urls")),
    path("", include("coverage.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
