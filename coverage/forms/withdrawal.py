"""Why something recorded by mistake is taken back, where figures of days gone by may move."""

from coverage.forms.guarded import GuardedForm


class WithdrawalForm(GuardedForm):
    """The reason, and which figures were looked at."""

    versi = None

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["alasan"].required = True
        self.fields["alasan"].help_text = "Tersimpan di riwayat."
        self.fields["alasan"].error_messages["required"] = "Alasannya wajib; ia tersimpan di riwayat."
