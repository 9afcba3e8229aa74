from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from cakupan.admin import KeptAdmin
from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.models import Alarm, EjakonColumn, HolidayOverride, Target, UCJStatement


class TargetForm(forms.ModelForm):
    class Meta:
        model = Target
        fields = ["measure", "year", "percent", "set_by", "source"]
        localized_fields = ["percent"]

    def clean_year(self):
        _within_the_calendar(self.cleaned_data["year"])
        return self.cleaned_data["year"]


class HolidayOverrideForm(forms.ModelForm):
    class Meta:
        model = HolidayOverride
        fields = ["day", "working", "name", "source"]

    def clean_day(self):
        _within_the_calendar(self.cleaned_data["day"].year)
        return self.cleaned_data["day"]


def _within_the_calendar(year):
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise ValidationError(f"Tahunnya harus antara {FIRST_DAY.year} dan {LAST_DAY.year}.")


@admin.register(Target)
class TargetAdmin(KeptAdmin):
    form = TargetForm
    list_display = ["measure", "year", "percent", "set_by", "source"]
    list_filter = ["measure", "year"]


@admin.register(UCJStatement)
class UCJStatementAdmin(KeptAdmin):
    list_display = ["month", "pu", "bpu", "jakon", "pmi", "employed", "employed_year", "stated_by"]
    date_hierarchy = "month"


@admin.register(HolidayOverride)
class HolidayOverrideAdmin(KeptAdmin):
    """The city's own days; each one marks, and the next sweep rebuilds calendar, due dates and figures."""

    form = HolidayOverrideForm
    list_display = ["day", "working", "name", "source"]
    list_filter = ["working"]
    date_hierarchy = "day"


@admin.register(EjakonColumn)
class EjakonColumnAdmin(KeptAdmin):
    """The columns of the roster sheet for e-Jakon, as the branch asks for them today."""

    list_display = ["position", "title", "source", "shown"]
    list_display_links = ["title"]


@admin.register(Alarm)
class AlarmAdmin(KeptAdmin):
    """What the nightly check found; read, and closed once its cause is known."""

    list_display = ["raised_at", "text", "closed_at", "closed_by"]
    list_filter = [("closed_at", admin.EmptyFieldListFilter)]
    list_select_related = ["closed_by"]
    actions = ["close"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.action(description="Tutup peringatan", permissions=["view"])
    def close(self, request, queryset):
        count = queryset.filter(closed_at__isnull=True).update(
            closed_at=timezone.localtime(), closed_by=request.user.pk
        )
        messages.success(request, f"{count} peringatan ditutup.")
