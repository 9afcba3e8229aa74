import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from accounts.history import recorded
from accounts.querysets import FailuresQuerySet, UserQuerySet

WHEN_SET = """
IF TG_OP = 'UPDATE' AND NEW.password = OLD.password THEN
    NEW.password_set_at = OLD.password_set_at;
ELSE
    NEW.password_set_at = CASE WHEN NEW.password LIKE '!%' THEN NULL ELSE clock_timestamp() END;
END IF;
RETURN NEW;
"""
"""Passwords that begin with "!" open nothing: Django's word for "none"."""


class Role(models.TextChoices):
    PPK = "ppk", "PPK"
    PROCUREMENT = "procurement", "Bagian PBJ"
    BPJS = "bpjs", "BPJS Ketenagakerjaan"
    INSPECTORATE = "inspectorate", "Inspektorat"
    ADMINISTRATOR = "administrator", "Administrator"


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, name, role, password=None):
        """A new person who may sign in with `email`; without a password only by a one-time link."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, role=role)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email, name, password=None):
        """An administrator, for `manage.py createsuperuser`."""
        return self.create_user(email, name, Role.ADMINISTRATOR, password)


@recorded(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who signs in, with exactly one role."""

    email = models.EmailField("alamat surel", unique=True)
    name = models.CharField("nama", max_length=150)
    role = models.CharField("peran", max_length=20, choices=Role)
    is_active = models.BooleanField("boleh masuk", default=True)
    joined_at = models.DateTimeField("dibuat", auto_now_add=True)
    link_made_at = models.DateTimeField("tautan sekali pakai dibuat", null=True, editable=False)
    password_set_at = models.DateTimeField(
        "kata sandi disimpan", null=True, editable=False, help_text="oleh basis data, setiap kali kata sandi berubah"
    )

    second_factor_at = models.DateTimeField("verifikasi dua langkah sejak", null=True, editable=False)
    sessions_since = models.DateTimeField("sesi lama diakhiri", null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["name"]
        triggers = [
            pgtrigger.Trigger(
                name="password_set_at",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WHEN_SET,
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="user_role_known",
                violation_error_message="Peran tidak dikenal.",
            ),
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message="Surel ini sudah dipakai."
            ),
        ]

    def __str__(self):
        return self.name

    def _get_session_auth_hash(self, secret=None):
        """What a session must match: with the password it ends when an administrator ends all sessions of a person."""
        own = super()._get_session_auth_hash(secret)
        if self.sessions_since is None:
            return own
        salt = "accounts.models.User.sessions_since"
        return salted_hmac(
            salt, f"{own}{self.sessions_since.timestamp()}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def sees_all(self):
        """Whether the role reads the whole city; a PPK reads the agencies of confirmed appointments."""
        return self.role != Role.PPK

    @property
    def is_staff(self):
        """Whether `/admin/` opens: for the administrator alone."""
        return self.is_active and self.role == Role.ADMINISTRATOR

    @property
    def is_superuser(self):
        return False

    def has_perm(self, perm, obj=None):
        """All rights of `/admin/` for an administrator, none for others; rights on data are querysets."""
        return self.is_staff

    def has_module_perms(self, app_label):
        return self.is_staff


class Failures(models.Model):
    """How often somebody failed lately (accounts/lockout.py); no history: what happened to nobody's data."""

    key = models.CharField("hitungan", max_length=64, primary_key=True)
    count = models.IntegerField("percobaan")
    last_at = models.DateTimeField("terakhir")

    objects = FailuresQuerySet.as_manager()

    class Meta:
        verbose_name = "percobaan masuk yang gagal"
        verbose_name_plural = "percobaan masuk yang gagal"

    def __str__(self):
        return f"{self.count} sampai {self.last_at}"
