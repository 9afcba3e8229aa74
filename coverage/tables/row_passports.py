"""One passport for all rows of a table: its words stand once on the page, each row's button carries that row's numbers.

A row has a whole `Passport` of its own, with its own fingerprint; only what differs from row to row is written into the
button, and static/js/ui.js puts it into the shared one. Without scripts the button opens the shared one as it stands:
what each number of a row means, of which day, by which rules and when it was computed.
"""

from dataclasses import replace

from django.utils.html import format_html

from cakupan.templatetags.icons import icon
from coverage.passports import Part

SHARED = "baris"
"""The slug of the passport that the rows of a table share."""

AS_SHOWN = "seperti pada barisnya"


def button(passport, shared=SHARED):
    """The "i" of a row that opens the passport `shared` with the numbers of `passport`, the row's own."""
    return format_html(
        '<button class="ibtn" type="button" popovertarget="paspor-{}" data-fills="{}" data-result="{}" data-parts="{}"'
        ' data-print="{}" aria-label="Paspor angka: {}">{}</button>',
        shared,
        passport.slug,
        passport.result,
        "|".join(part.text for part in passport.parts),
        passport.fingerprint,
        passport.title,
        icon("info-circle"),
    )


def shared_passport(passport, title, slug=SHARED):
    """The passport that the rows share, made of that of one of them: the same words, without its numbers."""
    parts = tuple(Part(part.role, AS_SHOWN, part.label) for part in passport.parts)
    return replace(passport, slug=slug, title=title, result=AS_SHOWN, parts=parts)
