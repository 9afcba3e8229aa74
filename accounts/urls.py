"""Sign-in, sign-out, passwords and the second factor: allauth's views, one by one, at addresses of our own, and ours."""

from allauth.account import views
from allauth.mfa.base import views as code_views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from accounts import views as own
from accounts.middleware import before_second_factor

form = require_http_methods(["GET", "HEAD", "POST"])
"""A form is opened and sent; Django's own would take a PUT for a POST."""

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("masuk/selesai/", own.signed_in_again, name="signed_in_again"),
    # Open, so that whoever presses "Keluar" after the session ended does not come back to it after signing in.
    path("keluar/", login_not_required(views.logout), name="account_logout"),
    path("sandi/ganti/", form(views.password_change), name="account_change_password"),
    path("sandi/buat/", form(views.password_set), name="account_set_password"),
    path("sandi/lupa/", views.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sandi/baru/selesai/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(r"^masuk/tautan/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$", own.link_sign_in, name="link_sign_in"),
    path("sandi/tautan/", own.link_password, name="link_password"),
    path("masuk/kode/", code_views.authenticate, name="mfa_authenticate"),
    path("akun/ulang/", form(before_second_factor(views.reauthenticate)), name="account_reauthenticate"),
    path("akun/ulang/kode/", form(before_second_factor(code_views.reauthenticate)), name="mfa_reauthenticate"),
    path("akun/verifikasi/", own.second_factor, name="second_factor"),
    path("akun/verifikasi/aktifkan/", own.second_factor_enrol, name="second_factor_enrol"),
    path("akun/verifikasi/kode-cadangan/", own.second_factor_codes, name="second_factor_codes"),
    path("akun/verifikasi/matikan/", own.second_factor_off, name="second_factor_off"),
]
