"""`/admin/` for the administrator alone, in Indonesian."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class CakupanAdminSite(AdminSite):
    site_header = site_title = "Administrasi Cakupan"
    index_title = "Pengguna, penunjukan, target dan kalender"


class CakupanAdminConfig(AdminConfig):
    default_site = "cakupan.admin.CakupanAdminSite"
