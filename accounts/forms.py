from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.core.exceptions import ValidationError


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


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, {"password1": "Kata sandi baru", "password2": "Kata sandi baru, sekali lagi"})
