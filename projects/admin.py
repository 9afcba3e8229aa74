from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from cakupan.admin import KeptAdmin
from projects.models import Agency


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ["name", "satker_code"]
        help_texts = {
            "name": "Nama baru berlaku di semua halaman; nama lama tinggal di riwayat. Templat yang masih menulis nama lama membuat OPD lain.",  # noqa: E501
            "satker_code": "Dari LKPP; boleh kosong, tabel ISB mengisinya bila namanya sama.",
        }

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        others = Agency.objects.exclude(pk=self.instance.pk)
        if "name" in self.changed_data and others.filter(name__iexact=name).exists():
            raise ValidationError("OPD dengan nama ini sudah ada.")
        return name


@admin.register(Agency)
class AgencyAdmin(KeptAdmin):
    """Agencies that no import has brought yet, and new names of those that are there."""

    form = AgencyForm
    list_display = ["name", "satker_code"]
    search_fields = ["name", "satker_code"]
