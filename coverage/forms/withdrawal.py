"""Why something recorded by mistake is taken back, where figures of days gone by may move."""

from coverage.forms.guarded import GuardedForm


class WithdrawalForm(GuardedForm):
    """The reason, the version that was read, and which figures were looked at."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["alasan"].required = True
        self.fields["alasan"].help_text = "Tersimpan di riwayat."
        self.fields["alasan"].error_messages["required"] = "Alasannya wajib; ia tersimpan di riwayat."

    def has_changed(self, version):
        """Say that the row is no longer what was read; the next attempt knows `version`."""
        self.retype({"versi": version, "dilihat": ""})
        self.add_error(
            None, "Baris ini berubah sejak Anda membukanya. Periksa, lalu tarik sekali lagi bila masih keliru."
        )
