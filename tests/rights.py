"""Who may open which address, by the name of its pattern; tests/test_authorization.py holds the application to it."""

OPEN = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "link_sign_in",
    "mfa_authenticate",
    "healthz",
}
"""What answers a stranger; signing out, and the second step without the first, lead to the sign-in."""
EVERYBODY = {"Ani", "Budi", "Sari", "Eko", "Fitri"}
READERS = {
    "second_factor",
    "signed_in_again",
    "overview",
    "overview_export",
    "contract_list",
    "contract_export",
    "contractor_list",
    "contractor_export",
    "compliance",
    "compliance_export",
    "measures",
    "measures_export",
    "persons",
    "rule_catalogue",
    "worklist",
    "upload_list",
    "disclosure_list",
}
"""What opens for every role; what stands there is narrowed for a PPK."""
OF_AN_AGENCY = {"handover_pack", "contract_history", "contract_detail", "contract_documents", "document_file", "roster"}
"""What opens for the PPK of its agency and for those who see all; 404 for others, as if it did not exist."""
EVERYBODY = {"Ani", "Budi", "Sari", "Eko", "Fitri"}
WRITTEN: dict[str, set[str]] = {
    "upload_new": {"Ani", "Budi", "Sari"},
    "contract_new": {"Ani", "Budi"},
    "contract_paste": {"Ani", "Budi"},
    "contract_draft": {"Ani", "Budi"},
    "contract_reckoning": {"Ani", "Budi"},
    "contractor_search": {"Ani", "Budi"},
    "village_search": {"Ani", "Budi"},
    "account_change_password": EVERYBODY,
    "account_set_password": EVERYBODY,
    "account_reauthenticate": set(),
    "link_password": EVERYBODY,
    "mfa_reauthenticate": set(),
    "second_factor_enrol": EVERYBODY,
    "second_factor_codes": EVERYBODY,
    "second_factor_off": EVERYBODY,
    "search": {"Ani", "Budi", "Sari", "Eko", "Fitri"},
    "ucj_statements": {"Sari"},
    "handover": {"Ani", "Budi", "Fitri"},
    "user_list": {"Fitri"},
    "user_add": {"Fitri"},
    "appointment_list": {"Fitri"},
    "appointment_confirm": {"Fitri"},
}
"""Forms about no row yet, and lists of what is administered: the first names of who may use them; 403 for the others."""
WRITTEN_OF_AN_AGENCY: dict[str, set[str]] = {
    "amendment_edit": {"Ani", "Budi"},
    "amendment_new": {"Ani", "Budi"},
    "assignment_edit": {"Ani", "Budi"},
    "assignment_end": {"Ani", "Budi"},
    "assignment_new": {"Ani", "Budi"},
    "assignment_replace": {"Ani", "Budi"},
    "ejakon_export": {"Ani", "Budi", "Sari"},
    "gang_reuse": {"Ani", "Budi"},
    "reveal": {"Ani", "Budi", "Sari", "Eko"},
    "replacement_report": {"Ani", "Budi"},
    "contract_edit": {"Ani", "Budi"},
    "contractor_merge": {"Ani"},
    "contract_status": {"Ani", "Budi"},
    "handover_withdraw": {"Ani", "Budi", "Fitri"},
    "headcount_declare": {"Ani", "Budi"},
    "membership": {"Ani", "Budi", "Sari"},
    "provider_change_new": {"Ani", "Budi"},
    "provider_change_withdraw": {"Ani", "Budi"},
    "suspension_edit": {"Ani", "Budi"},
    "suspension_new": {"Ani", "Budi"},
    "suspension_withdraw": {"Ani", "Budi"},
    "subcontract_edit": {"Ani", "Budi"},
    "subcontract_new": {"Ani", "Budi"},
    "registration_new": {"Ani", "Budi", "Sari"},
    "registration_edit": {"Ani", "Budi", "Sari"},
    "registration_verify": {"Sari"},
    "instalment": {"Ani", "Budi", "Sari"},
    "instalment_verify": {"Sari"},
    "document_withdraw": {"Ani", "Budi", "Sari"},
    "roster_filled": {"Ani", "Budi"},
    "roster_upload": {"Ani", "Budi"},
    "upload_detail": {"Ani", "Budi", "Sari", "Eko", "Fitri"},
    "upload_template": {"Ani", "Budi", "Sari", "Eko", "Fitri"},
    "upload_wrong": {"Ani", "Budi", "Sari"},
    "upload_apply": {"Ani", "Budi", "Sari"},
    "upload_drop": {"Ani", "Budi", "Sari"},
    "upload_rerun": {"Ani", "Budi", "Sari"},
    "upload_undo": {"Ani", "Budi", "Sari"},
}
"""Forms about a contract or what hangs on it: who may use them on what they see; 404 for the others, as if missing."""
WRITTEN_OF_A_PERSON = {
    "user_detail",
    "user_change",
    "user_link",
    "user_sessions",
    "user_factor",
    "user_officer",
    "appointment_add",
    "appointment_change",
}
"""What is told and changed of who signs in: for Fitri; 404 for the others (tests/projects/test_user_rights.py)."""
OF_ALL = {"contractor_detail"}
"""What opens for every role: names and NPWP of providers are no secret."""
