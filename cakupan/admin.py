"""`/admin/` for the administrator alone, in Indonesian; what stands there is corrected, never deleted."""

import unicodedata

from django import forms
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

NOT_OFFERED = {"login", "logout", "password_change", "password_change_done", "autocomplete", "view_on_site"}
"""What Django's admin has and we do not: there is one door in and one out, and no look-up across tables."""


class PlainTextField(forms.CharField):
    """Text in NFC without a sign that nobody sees or that came broken."""

    def clean(self, value):
        text = unicodedata.normalize("NFC", super().clean(value))
        for sign in text:
            kind = unicodedata.category(sign)
            if kind == "Cf":
                raise ValidationError("Berisi aksara yang tidak terlihat; tulis ulang tanpa itu.")
            if kind in ("Cc", "Cs", "Co", "Cn") or sign == "\N{REPLACEMENT CHARACTER}":
                raise ValidationError("Berisi aksara yang rusak; tulis ulang tanpa itu.")
        return text


class KeptAdmin(ModelAdmin):
    """Rows that are added and corrected, never deleted; each save stands in the history by trigger."""

    formfield_overrides = {models.CharField: {"form_class": PlainTextField}}

    def has_delete_permission(self, request, obj=None):
        return False


class CakupanAdminSite(AdminSite):
    site_header = site_title = "Administrasi Cakupan"
    index_title = "Target, UCJ, kalender, OPD dan peringatan"
    site_url = "/"

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only what a room of ours registers on purpose: no groups, no tables of third parties."""
        if admin_class and issubclass(admin_class, KeptAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self):
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", None) not in NOT_OFFERED]

    def admin_view(self, view, cacheable=False):
        """The view for an administrator; 403 for anybody else who has signed in, whatever they ask for."""
        inner = super().admin_view(view, cacheable)

        def for_the_administrator(request, *args, **kwargs):
            if not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return for_the_administrator


class CakupanAdminConfig(AdminConfig):
    default_site = "cakupan.admin.CakupanAdminSite"
