from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError

from accounts import lockout, second_factor
from accounts.models import User
from accounts.names import NameField
from accounts.rereading import ReadForm


def _dress(form, labels):
    """Our labels and look; no placeholders, which vanish while one types."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = "form-control"


class SignInForm(LoginForm):
    """Surel and password; what is wrong is said at its field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, {"login": "Alamat surel", "password": "Kata sandi"})
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].error_messages["invalid"] = "Tulis alamat surel yang lengkap."
        self.fields["password"].help_text = ""

    def clean(self):
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("password", error)
            return self.cleaned_data


class ForgottenPasswordForm(ResetPasswordForm):
    """The surel to which a one-time link goes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, {"email": "Alamat surel"})


NEW_PASSWORD = {"password1": "Kata sandi baru", "password2": "Kata sandi baru, sekali lagi"}
STRENGTH = "Sedikitnya 10 aksara; bukan angka saja, bukan sandi yang umum, dan tidak mirip nama atau surel Anda."
"""AUTH_PASSWORD_VALIDATORS in one sentence, before anything was typed."""


class ChangedPasswordForm(ChangePasswordForm):
    """The password that holds, and a new one, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, {"oldpassword": "Kata sandi sekarang", **NEW_PASSWORD})
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = STRENGTH


class FirstPasswordForm(SetPasswordForm):
    """A password for who is signed in without one, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, NEW_PASSWORD)
        self.fields["password1"].help_text = STRENGTH


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, NEW_PASSWORD)
        self.fields["password1"].help_text = STRENGTH


class AgainForm(ReauthenticateForm):
    """The password once more, before something that only its owner does."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, {"password": "Kata sandi"})
        self.fields["password"].help_text = ""


def _tried(form, check):
    """The code that `check` finds right, where nobody has shown it before; each attempt is counted."""
    counts = lockout.code_counts(context.request, form.user)
    lockout.attempt(counts)
    code = check()
    if not second_factor.is_unused(form.user, code):
        raise get_adapter().validation_error("incorrect_code")
    lockout.forgive(counts)
    return code


def _dress_code(form, label):
    _dress(form, {"code": label})
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": "20"}
    form.fields["code"].max_length = 20


class CodeForm(AuthenticateForm):
    """The code of the app, or a recovery code, at the sign-in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress_code(self, "Kode enam angka, atau kode cadangan")
        self.fields["code"].widget.attrs["autofocus"] = True

    def clean_code(self):
        return _tried(self, super().clean_code)


class CodeAgainForm(ReauthenticateByCodeForm):
    """The code of the app, or a recovery code, once more."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress_code(self, "Kode enam angka, atau kode cadangan")

    def clean_code(self):
        return _tried(self, super().clean_code)


class EnrolForm(ActivateTOTPForm):
    """The first code of the app, which shows that it knows the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress_code(self, "Kode enam angka dari aplikasi")

    def clean_code(self):
        return _tried(self, super().clean_code)


class ReasonForm(forms.Form):
    """Why somebody's second factor is taken away, for the history."""

    reason = forms.CharField(
        label="Alasan",
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        help_text="Tercatat di riwayat: bagaimana Anda memastikan ini benar orangnya, dan apa yang hilang.",
    )


class UserForm(ReadForm):
    """Who a person is, as the administrator `by` says it; nobody changes their own role or closes their own account."""

    name = NameField(label="Nama")

    class Meta:
        model = User
        fields = ["name", "email", "role", "is_active"]
        labels = {"email": "Alamat surel", "role": "Peran", "is_active": "Boleh masuk"}
        help_texts = {
            "email": "Dipakai untuk masuk, dan untuk tautan bila lupa kata sandi.",
            "is_active": "Kosongkan untuk menutup akun; sesinya berakhir saat itu juga.",
        }
        error_messages = {
            "email": {"unique": "Surel ini sudah dipakai.", "invalid": "Tulis alamat surel yang lengkap."},
            "role": {"invalid_choice": "Peran tidak dikenal."},
        }
        widgets = {
            "email": forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
            "role": forms.Select(attrs={"class": "form-select"}),
            "is_active": forms.CheckboxInput(attrs={"class": "form-check-input"}),
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        if self.instance.pk is None:
            del self.fields["is_active"]
        elif self.instance.pk == by.pk:
            for name in ("role", "is_active"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "Ini akun Anda: hanya administrator lain yang dapat mengubahnya."

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if not email.isascii() or "xn--" in email.partition("@")[2]:
            raise ValidationError("Gunakan huruf biasa (a-z): huruf lain yang mirip menyesatkan.")
        return email

    def clean(self):
        found = super().clean()
        if not User.objects.administrators().filter(pk=self.by.pk).exists():
            raise ValidationError("Anda bukan administrator lagi; perubahan ini tidak disimpan.")
        return found
