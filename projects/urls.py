"""Who works here: people, whose officer they are, and where they serve; for the administrator alone."""

from django.urls import path

from projects.views import appointments, people

urlpatterns = [
    path("pengguna/", people.user_list, name="user_list"),
    path("pengguna/baru/", people.user_add, name="user_add"),
    path("pengguna/<int:pk>/", people.user_detail, name="user_detail"),
    path("pengguna/<int:pk>/ubah/", people.user_change, name="user_change"),
    path("pengguna/<int:pk>/tautan/", people.user_link, name="user_link"),
    path("pengguna/<int:pk>/sesi/", people.user_sessions, name="user_sessions"),
    path("pengguna/<int:pk>/verifikasi/", people.user_factor, name="user_factor"),
    path("pengguna/<int:pk>/ppk/", appointments.user_officer, name="user_officer"),
    path("pengguna/<int:pk>/penunjukan/", appointments.appointment_add, name="appointment_add"),
    path("pengguna/penunjukan/", appointments.appointment_list, name="appointment_list"),
    path("pengguna/penunjukan/sahkan/", appointments.appointment_confirm, name="appointment_confirm"),
    path("pengguna/penunjukan/<int:pk>/", appointments.appointment_change, name="appointment_change"),
]
