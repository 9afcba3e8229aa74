"""The search of a list of names."""

LONGEST = 200
MOST_WORDS = 8


def searched(request):
    """The text of `?cari=` as the page shows it again, and its words: each must occur in a name."""
    text = request.GET.get("cari", "").replace("\0", "").strip()[:LONGEST]
    return text, text.split()[:MOST_WORDS]
