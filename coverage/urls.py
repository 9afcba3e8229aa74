"""The pages on contracts and their coverage."""

from django.urls import path

from coverage.views.amendments import amendment_edit, amendment_new
from coverage.views.bpjs import (
    instalment,
    instalment_verify,
    registration_edit,
    registration_new,
    registration_verify,
)
from coverage.views.changing import contract_status, headcount_declare
from coverage.views.compliance import compliance, compliance_export
from coverage.views.contractors import (
    contractor_detail,
    contractor_edit,
    contractor_export,
    contractor_list,
    contractor_merge,
)
from coverage.views.contracts import contract_detail, contract_export, contract_list
from coverage.views.correcting import contract_edit
from coverage.views.crew import (
    assignment_edit,
    assignment_end,
    assignment_new,
    assignment_replace,
    replacement_report,
)
from coverage.views.disclosures import disclosure_list, ejakon_export, reveal
from coverage.views.documents import contract_documents, document_file, document_withdraw
from coverage.views.entry import (
    contract_draft,
    contract_new,
    contract_paste,
    contract_reckoning,
    contractor_search,
    village_search,
)
from coverage.views.finding import search
from coverage.views.gangs import gang_reuse
from coverage.views.handovers import handover, handover_pack, handover_withdraw
from coverage.views.history import contract_history
from coverage.views.interruptions import provider_change_new, suspension_edit, suspension_new
from coverage.views.measures import measures, measures_export
from coverage.views.memberships import membership
from coverage.views.overview import overview, overview_export
from coverage.views.persons import persons
from coverage.views.rosters import roster, roster_filled, roster_upload
from coverage.views.rule_catalogue import rule_catalogue
from coverage.views.subcontracts import subcontract_edit, subcontract_new
from coverage.views.ucj import ucj_statements
from coverage.views.uploads import (
    upload_apply,
    upload_detail,
    upload_drop,
    upload_list,
    upload_new,
    upload_rerun,
    upload_template,
    upload_undo,
    upload_wrong,
)
from coverage.views.withdrawals import (
    amendment_withdraw,
    assignment_withdraw,
    headcount_withdraw,
    instalment_withdraw,
    membership_withdraw,
    provider_change_withdraw,
    registration_withdraw,
    suspension_withdraw,
)
from coverage.views.worklist import worklist

urlpatterns = [
    path("", overview, name="overview"),
    path("unduh.xlsx", overview_export, {"form": "xlsx"}, name="overview_export"),
    path("unduh.csv", overview_export, {"form": "csv"}, name="overview_export"),
    path("cari/", search, name="search"),
    path("perlu-tindakan/", worklist, name="worklist"),
    path("kontrak/", contract_list, name="contract_list"),
    path("kontrak/unduh.xlsx", contract_export, {"form": "xlsx"}, name="contract_export"),
    path("kontrak/unduh.csv", contract_export, {"form": "csv"}, name="contract_export"),
    path("kontrak/tempel/", contract_paste, name="contract_paste"),
    path("kontrak/baru/", contract_new, name="contract_new"),
    path("kontrak/baru/draf/", contract_draft, name="contract_draft"),
    path("kontrak/baru/hitung/", contract_reckoning, name="contract_reckoning"),
    path("kontrak/baru/penyedia/", contractor_search, name="contractor_search"),
    path("kontrak/baru/kelurahan/", village_search, name="village_search"),
    path("kontrak/<uuid:uid>/", contract_detail, name="contract_detail"),
    path("kontrak/<uuid:uid>/adendum/baru/", amendment_new, name="amendment_new"),
    path("kontrak/<uuid:uid>/adendum/<int:pk>/", amendment_edit, name="amendment_edit"),
    path("kontrak/<uuid:uid>/adendum/<int:pk>/tarik/", amendment_withdraw, name="amendment_withdraw"),
    path("kontrak/<uuid:uid>/bpjs/pendaftaran/<int:pk>/tarik/", registration_withdraw, name="registration_withdraw"),
    path("kontrak/<uuid:uid>/bpjs/iuran/<int:pk>/tarik/", instalment_withdraw, name="instalment_withdraw"),
    path("kontrak/<uuid:uid>/tenaga-kerja/<int:assignment>/tarik/", assignment_withdraw, name="assignment_withdraw"),
    path("kontrak/<uuid:uid>/jumlah-pekerja/", headcount_declare, name="headcount_declare"),
    path("kontrak/<uuid:uid>/jumlah-pekerja/<int:pk>/tarik/", headcount_withdraw, name="headcount_withdraw"),
    path(
        "kontrak/<uuid:uid>/tenaga-kerja/<int:assignment>/kepesertaan/<int:pk>/tarik/",
        membership_withdraw,
        name="membership_withdraw",
    ),
    path("kontrak/<uuid:uid>/ubah/", contract_edit, name="contract_edit"),
    path("kontrak/<uuid:uid>/subkontrak/baru/", subcontract_new, name="subcontract_new"),
    path("kontrak/<uuid:uid>/subkontrak/<int:pk>/", subcontract_edit, name="subcontract_edit"),
    path("kontrak/<uuid:uid>/henti/", suspension_new, name="suspension_new"),
    path("kontrak/<uuid:uid>/henti/<int:pk>/", suspension_edit, name="suspension_edit"),
    path("kontrak/<uuid:uid>/henti/<int:pk>/tarik/", suspension_withdraw, name="suspension_withdraw"),
    path("kontrak/<uuid:uid>/ganti-penyedia/", provider_change_new, name="provider_change_new"),
    path(
        "kontrak/<uuid:uid>/ganti-penyedia/<int:pk>/tarik/", provider_change_withdraw, name="provider_change_withdraw"
    ),
    path("kontrak/<uuid:uid>/status/", contract_status, name="contract_status"),
    path("kontrak/<uuid:uid>/bpjs/pendaftaran/", registration_new, name="registration_new"),
    path("kontrak/<uuid:uid>/bpjs/pendaftaran/<int:pk>/", registration_edit, name="registration_edit"),
    path("kontrak/<uuid:uid>/bpjs/pendaftaran/<int:pk>/verifikasi/", registration_verify, name="registration_verify"),
    path("kontrak/<uuid:uid>/bpjs/termin/<int:number>/", instalment, name="instalment"),
    path("kontrak/<uuid:uid>/bpjs/termin/<int:number>/verifikasi/", instalment_verify, name="instalment_verify"),
    path("kontrak/<uuid:uid>/riwayat/", contract_history, name="contract_history"),
    path("kontrak/<uuid:uid>/berkas/", contract_documents, name="contract_documents"),
    path("berkas/<uuid:document>/", document_file, name="document_file"),
    path("berkas/<uuid:document>/tarik/", document_withdraw, name="document_withdraw"),
    path("kontrak/<uuid:uid>/tenaga-kerja/", roster, name="roster"),
    path("kontrak/<uuid:uid>/tenaga-kerja/unggah/", roster_upload, name="roster_upload"),
    path("kontrak/<uuid:uid>/tenaga-kerja/templat/", roster_filled, name="roster_filled"),
    path("kontrak/<uuid:uid>/tenaga-kerja/<int:assignment>/buka/", reveal, name="reveal"),
    path("kontrak/<uuid:uid>/tenaga-kerja/ejakon.xlsx", ejakon_export, name="ejakon_export"),
    path("kontrak/<uuid:uid>/tenaga-kerja/regu/", gang_reuse, name="gang_reuse"),
    path("pengungkapan/", disclosure_list, name="disclosure_list"),
    path("kontrak/<uuid:uid>/tenaga-kerja/tambah/", assignment_new, name="assignment_new"),
    path("kontrak/<uuid:uid>/tenaga-kerja/<int:assignment>/ubah/", assignment_edit, name="assignment_edit"),
    path("kontrak/<uuid:uid>/tenaga-kerja/<int:assignment>/akhiri/", assignment_end, name="assignment_end"),
    path("kontrak/<uuid:uid>/tenaga-kerja/<int:assignment>/ganti/", assignment_replace, name="assignment_replace"),
    path(
        "kontrak/<uuid:uid>/tenaga-kerja/pergantian/<int:replacement>/", replacement_report, name="replacement_report"
    ),
    path("impor/", upload_list, name="upload_list"),
    path("impor/unggah/", upload_new, name="upload_new"),
    path("impor/templat/<slug:name>.<slug:form>", upload_template, name="upload_template"),
    path("impor/<uuid:upload>/", upload_detail, name="upload_detail"),
    path("impor/<uuid:upload>/salah/", upload_wrong, name="upload_wrong"),
    path("impor/<uuid:upload>/terapkan/", upload_apply, name="upload_apply"),
    path("impor/<uuid:upload>/ulangi/", upload_rerun, name="upload_rerun"),
    path("impor/<uuid:upload>/buang/", upload_drop, name="upload_drop"),
    path("impor/<uuid:upload>/batalkan/", upload_undo, name="upload_undo"),
    path("serah-terima/", handover, name="handover"),
    path("serah-terima/<int:officer>/", handover_pack, name="handover_pack"),
    path("serah-terima/<int:officer>/tarik/", handover_withdraw, name="handover_withdraw"),
    path("cakupan/", measures, name="measures"),
    path("cakupan/unduh.xlsx", measures_export, {"form": "xlsx"}, name="measures_export"),
    path("cakupan/unduh.csv", measures_export, {"form": "csv"}, name="measures_export"),
    path("cakupan/orang/", persons, name="persons"),
    path("cakupan/ucj/", ucj_statements, name="ucj_statements"),
    path("kontrak/<uuid:uid>/tenaga-kerja/<int:assignment>/kepesertaan/", membership, name="membership"),
    path("aturan/", rule_catalogue, name="rule_catalogue"),
    path("penyedia/", contractor_list, name="contractor_list"),
    path("penyedia/unduh.xlsx", contractor_export, {"form": "xlsx"}, name="contractor_export"),
    path("penyedia/unduh.csv", contractor_export, {"form": "csv"}, name="contractor_export"),
    path("penyedia/<int:pk>/", contractor_detail, name="contractor_detail"),
    path("penyedia/<int:pk>/ubah/", contractor_edit, name="contractor_edit"),
    path("penyedia/<int:pk>/gabung/", contractor_merge, name="contractor_merge"),
    path("kepatuhan/", compliance, name="compliance"),
    path("kepatuhan/unduh.xlsx", compliance_export, {"form": "xlsx"}, name="compliance_export"),
    path("kepatuhan/unduh.csv", compliance_export, {"form": "csv"}, name="compliance_export"),
]
