"""Kontrak baru: the form, its draft, what it asks while one types, and pasted lines."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap

from cakupan.pages import go_on_to, render_page_or_fragment
from contractors.models import Contractor
from coverage.entry import Entry
from coverage.forms.contract import METHODS, place_name
from coverage.models import Draft
from coverage.pasting import UnreadablePaste, read_lines
from coverage.pasting.preview import Preview, save_lines
from coverage.registering import Taken, register_contract, says_the_same
from coverage.views.rights import editors_only
from projects.models import Contract, Region

MOST_FOUND = 8


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def contract_new(request):
    """The form of a new contract: empty, a draft taken up again by `?draf=`, or what was sent with what is wrong."""
    if request.method == "POST":
        return _sent(request)
    key = _key(request.GET.get("draf", ""))
    made = _made_of(request.user, key)
    if made:
        return redirect("contract_detail", made.uid)
    today = timezone.localdate()
    draft = Draft.objects.of(request.user).filter(pk=key).first()
    return _page(request, Entry.resumed(request.user, draft, today) if draft else Entry(request.user, today))


def _sent(request):
    act = request.POST.get("aksi", "simpan")
    entry = Entry.posted(request.user, timezone.localdate(), request.POST, checked=act.startswith("simpan"))
    made = _made_of(request.user, entry.key)
    if made:
        return _sent_again(request, entry, made)
    if act == "buang":
        Draft.objects.of(request.user).filter(pk=entry.key).delete()
        messages.success(request, "Draf dibuang.")
        return go_on_to(request, reverse("contract_new"))
    if act == "draf":
        messages.success(request, "Draf tersimpan di server; lanjutkan kapan saja.")
        return go_on_to(request, f"{reverse('contract_new')}?draf={entry.keep().pk}")
    if not act.startswith("simpan"):
        return _page(request, entry.take(act))
    if entry.is_valid():
        return _saved(request, entry)
    made = _made_of(request.user, entry.key)
    if made:  # the same form, sent at the same moment, was written while this one was looked at
        return _sent_again(request, Entry.posted(request.user, entry.today, request.POST, checked=True), made)
    return _page(request, entry, status=422)


def _saved(request, entry):
    try:
        contract = register_contract(entry)
    except Taken:
        contract = _made_of(request.user, entry.key)
        if contract is None:
            return _page(request, entry.again(), status=422)
    messages.success(request, "Kontrak tersimpan.")
    onward = "roster" if request.POST.get("aksi") == "simpan-tk" else "contract_detail"
    return go_on_to(request, reverse(onward, args=[contract.uid]))


def _sent_again(request, entry, made):
    """A form that has made its contract: on to it, or, where it says something else by now, kept as another draft."""
    address = reverse("contract_detail", args=[made.uid])
    if not entry.checked or says_the_same(entry, made):
        messages.info(request, "Kontrak ini sudah tersimpan; tidak dicatat dua kali.")
        return go_on_to(request, address)
    other = entry.again()
    other.keep()
    told = 'Formulir ini sudah menjadi <a href="{}">kontrak {}</a>. Isian yang berbeda disimpan sebagai draf lain; ubah kontraknya di sana, atau lanjutkan sebagai kontrak baru.'  # noqa: E501
    messages.warning(request, format_html(told, address, made.number or made.title))
    return _page(request, other, status=422)


def _page(request, entry, status=200, **more):
    drafts = Draft.objects.of(request.user).exclude(pk=entry.key)[:5]
    context = {"entry": entry, "form": entry.form, "drafts": drafts, "methods": METHODS} | more
    answer = render_page_or_fragment(request, "coverage/contract_new", context, status)
    # The question about a twin stands above the buttons: there the reader is led, not to the top of the page.
    return reswap(answer, "outerHTML show:#ganda:top") if entry.waits else answer


def _key(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _made_of(user, key):
    """The contract that the form with this key has made, where `user` may see it."""
    return Contract.objects.visible_to(user).filter(uid=key).first()


@require_POST
@editors_only
def contract_draft(request):
    """Keep what is typed so far; says under which key and version it stands, and the contract if there is one by now."""
    entry = Entry.posted(request.user, timezone.localdate(), request.POST)
    made = _made_of(request.user, entry.key)
    if made:
        return JsonResponse({"made": reverse("contract_detail", args=[made.uid])})
    asked = entry.key
    kept = entry.keep()
    told = {"key": str(kept.pk), "version": kept.version, "at": f"{timezone.localtime(kept.saved_at):%H.%M}"}
    return JsonResponse(told | {"other": kept.pk != asked})


@require_POST
@editors_only
def contract_reckoning(request):
    """The live panel for what is typed so far, whatever is still missing or wrong."""
    entry = Entry.posted(request.user, timezone.localdate(), request.POST)
    return render(request, "coverage/entry/_reckoning.html", {"entry": entry, "form": entry.form})


@require_safe
@editors_only
def contractor_search(request):
    """Providers that may be meant by what is typed, as options of a list."""
    text = request.GET.get("penyedia", "").replace("\0", "").strip()[:200]
    found = Contractor.objects.sought(text)[:MOST_FOUND] if len(text) > 1 else ()
    return render(request, "coverage/entry/_contractors.html", {"found": found, "text": text})


@require_safe
@editors_only
def village_search(request):
    """Kelurahan that may be meant by what is typed, as options of a list."""
    text = request.GET.get("kelurahan", "").replace("\0", "").strip()[:200]
    found = Region.objects.villages().sought(text)[:MOST_FOUND] if text else ()
    names = [place_name(village) for village in found]
    return render(request, "coverage/entry/_villages.html", {"names": names, "text": text})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def contract_paste(request):
    """One pasted line in the form, or a preview of many; "simpan" saves those that are complete, the rest as drafts."""
    if request.method != "POST":
        return redirect("contract_new")
    user, text, today = request.user, request.POST.get("tempelan_baru", ""), timezone.localdate()
    entry = Entry.posted(user, today, request.POST)
    try:
        lines = read_lines(text, user)
    except UnreadablePaste as reason:
        return _page(request, entry, status=422, paste_text=text, paste_error=str(reason))
    if len(lines) == 1:
        return _page(request, entry.filled(lines[0]), paste_text=text, paste=lines[0])
    if request.POST.get("aksi") == "simpan-semua":
        return _saved_lines(request, Preview(user, today, entry.key, lines), text)
    preview = Preview.at_once(user, today, entry.key, lines)
    return render_page_or_fragment(request, "coverage/contract_paste", {"preview": preview, "text": text})


def _saved_lines(request, preview, text):
    try:
        with transaction.atomic():
            made, kept, known = save_lines(preview)
    except Taken:
        messages.warning(request, "Sementara itu orang lain mencatat salah satunya; periksa lagi lalu simpan.")
        return render_page_or_fragment(request, "coverage/contract_paste", {"preview": preview, "text": text}, 422)
    told = [f"{made} kontrak tersimpan"] if made or not known else []
    told += [f"{kept} disimpan sebagai draf"] if kept else []
    told += [f"{known} sudah tersimpan sebelumnya"] if known else []
    messages.success(request, "; ".join(told) + ".")
    return go_on_to(request, reverse("contract_new" if kept else "contract_list"))
