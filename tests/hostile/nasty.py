"""What people, spreadsheets and attackers put into fields, by name; and which of it a kind of field may never take."""

LONG = 100_000
NASTY = {
    "empty": "",
    "spaces": "   ",
    "newlines": "\r\n\r\n",
    "long": "a" * LONG,
    "nul": "a\0b",
    "surrogate": "a\ud800b",
    "bidi": "a\u202eb",
    "invisible": "a\u200bb",
    "emoji": "\U0001f600",
    "arabic": "\u0664\u0665\u0660\u0660",
    "full width": "１２",
    "negative": "-1",
    "infinite": "1e309",
    "nan": "NaN",
    "indonesian": "1.234.567,89",
    "english": "1,234,567.89",
    "no such day": "31/02/2025",
    "no leap day": "29/02/2025",
    "year 1": "01/01/0001",
    "year 9999": "31/12/9999",
    "year 10000": "01/01/10000",
    "markup": '"><script>alert(1)</script>',
    "formula": "=HYPERLINK(1)+1",
    "template": "{{7*7}}%s${jndi:ldap://x}",
    "header": "a\r\nSet-Cookie: a=b",
    "path": "../../etc/passwd",
    "zero": "0",
    "id too large": str(2**63),
    "id of 40 digits": "9" * 40,
    "number of 5,000 digits": "9" * 5000,
    "list": "[1, 2]",
    "deep": "[" * 20_000,
}
"""Name to text; a lone surrogate is sent as the three bytes that stand for it."""
NOTHING = {"empty", "spaces", "newlines"}
MAY_TAKE = {
    "day": NOTHING,
    "money": NOTHING | {"indonesian", "zero"},
    "count": NOTHING | {"zero"},
    "choice": NOTHING,
    "tick": set(NASTY),
    "text": NASTY.keys() - {"long", "nul"},
}
"""What a form that was accepted may have held in a field of that kind; what is hidden nobody types."""
ENGLISH = ("This field", "Enter a", "Select a valid", "Ensure this", "Null characters", "is not a valid")
