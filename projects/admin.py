from django.contrib import admin, messages
from django.utils import timezone

from accounts.models import Role, User
from cakupan.admin import KeptAdmin
from projects.models import Appointment, Officer


@admin.register(Officer)
class OfficerAdmin(KeptAdmin):
    """An officer as contracts name them, and the person who signs in as them."""

    list_display = ["name", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "user__name", "user__email"]
    fields = ["name", "user"]

    def get_readonly_fields(self, request, obj=None):
        """The name is what contracts say: a file that is imported again finds the officer by it."""
        return ["name"] if obj else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(role=Role.PPK)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Appointment)
class AppointmentAdmin(KeptAdmin):
    """Who serves where; only what is confirmed here opens contracts."""

    list_display = ["officer", "agency", "starts_on", "ends_on", "acting", "confirmed_by", "confirmed_at"]
    list_filter = [("confirmed_at", admin.EmptyFieldListFilter), "acting", "agency"]
    list_select_related = ["officer", "agency", "confirmed_by"]
    search_fields = ["officer__name", "agency__name"]
    fields = ["officer", "agency", "starts_on", "ends_on", "acting", "confirmed_by", "confirmed_at"]
    readonly_fields = ["confirmed_by", "confirmed_at"]
    actions = ["confirm", "withdraw"]

    @admin.action(description="Sahkan penunjukan")
    def confirm(self, request, queryset):
        """Open the agency's contracts to the officer; who confirmed first stays."""
        waiting = queryset.filter(confirmed_at__isnull=True)
        count = waiting.update(confirmed_by=request.user.pk, confirmed_at=timezone.localtime())
        messages.success(request, f"{count} penunjukan disahkan.")

    @admin.action(description="Cabut pengesahan")
    def withdraw(self, request, queryset):
        count = queryset.exclude(confirmed_at__isnull=True).update(confirmed_by=None, confirmed_at=None)
        messages.success(request, f"{count} pengesahan dicabut.")
