"""JSON: LKPP's tables as a list of objects, held whole; the first object is row 1."""

import json

from coverage.parsing.refusal import Refused


def json_table(file):
    """(header, rows) of a list of objects: the names of all objects in the order of their first use."""
    try:
        found = json.loads(file.read().decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except UnicodeDecodeError:
        raise Refused("bukan teks UTF-8") from None
    except (ValueError, RecursionError):
        raise Refused("bukan JSON yang utuh") from None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Refused("bukan daftar objek JSON [{…}]")
    header = list(dict.fromkeys(name for row in found for name in row))
    return header, _rows(header, found)


def _rows(header, found):
    for number, row in enumerate(found, start=1):
        yield number, [_text(row.get(name)) for name in header]


def _text(value):
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        return json.dumps(value)
    return value
