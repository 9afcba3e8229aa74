"""What an administrator does to the people who sign in; each act is one transaction and stands in the history."""

from django.db import transaction

from accounts.models import User


def end_sessions(user, now):
    """End every session of `user`."""
    user.sessions_since = now
    user.save(update_fields=["sessions_since"])


@transaction.atomic
def save_person(form):
    """Save the person of a UserForm where it is valid; whether it was.

    Administrators are held meanwhile, so that two of them cannot close each other at the same time: whoever comes
    second is no administrator any more. Without a password a new person comes in by a one-time link alone.
    """
    list(User.objects.administrators().held())
    if form.instance.pk:
        User.objects.select_for_update().get(pk=form.instance.pk)
        form.instance.refresh_from_db()
    if not form.is_valid() or not form.is_current():
        return False
    if form.instance.pk is None:
        form.instance.set_unusable_password()
    form.save()
    return True
