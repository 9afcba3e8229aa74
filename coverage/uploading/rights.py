"""Who may bring which template, and for which packages: rights on what is written, read anew when it is written."""

from accounts.models import Role
from coverage.importing.templates import ADENDUM, KEPESERTAAN, KONTRAK, PEMBAYARAN, PENDAFTARAN, TENAGA_KERJA
from projects.models import Contract

ROSTER = TENAGA_KERJA.name
_ALL = (KONTRAK, ADENDUM, TENAGA_KERJA, PENDAFTARAN, PEMBAYARAN, KEPESERTAAN)
_OF_ROLE = {
    Role.PROCUREMENT: _ALL,
    Role.BPJS: (PENDAFTARAN, PEMBAYARAN, KEPESERTAAN),
    Role.PPK: (ADENDUM, TENAGA_KERJA, PENDAFTARAN, PEMBAYARAN),
}
"""A PPK brings neither contracts nor memberships by file: in those a row of somebody else's could not be told apart from
a new one.
"""


def templates_of(user):
    """The names of the templates that `user` may bring for more than one contract; empty for a role that only reads."""
    return tuple(template.name for template in _OF_ROLE.get(user.role, ()))


def may_bring(user, template, contract):
    """Whether `user` may write what such a file says: the roster of a contract they may edit, or a template of theirs."""
    if contract is None:
        return template in templates_of(user)
    return template == ROSTER and Contract.objects.editable_by(user).filter(pk=contract.pk).exists()


def packages_of(upload, user):
    """The package codes that the rows of an upload may name; None where `user` may write those of the whole city."""
    if upload.contract:
        return {upload.contract.package_code}
    if user.sees_all:
        return None
    return set(Contract.objects.editable_by(user).values_list("package_code", flat=True))
