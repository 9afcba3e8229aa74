"""XML read as a stream of marks; a document type is refused, so that nothing in it can grow."""

from xml.parsers import expat

from coverage.parsing.refusal import Refused

SPOILT = "berkas XLSX ini rusak (XML tidak terbaca); simpan ulang dari Excel"


class Listener:
    """Hears a part of a workbook: `begin(name, attributes)`, `end(name)`, `text(piece)`; names without their prefix."""

    def begin(self, name, attributes):
        raise NotImplementedError

    def end(self, name):
        raise NotImplementedError

    def text(self, piece):
        raise NotImplementedError


def listen(listener, pieces):
    """Let `listener` hear the XML in `pieces`; yields after each piece, so that what it has heard can be taken."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    local = {}

    def begin(name, attributes):
        known = local.get(name)
        if known is None:
            known = local[name] = name.rpartition(":")[2]
        listener.begin(known, attributes)

    def end(name):
        listener.end(local[name])

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.text
    try:
        for piece in pieces:
            parser.Parse(piece)
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, UnicodeError, LookupError):
        raise Refused(SPOILT) from None


def hear(listener, content):
    """Let `listener` hear the XML in `content` to its end; nothing is heard of an empty one."""
    if content:
        for _ in listen(listener, [content]):
            pass
    return listener


def _refuse_document_type(*_):
    raise Refused("berkas XLSX ini berisi deklarasi XML yang tidak dipakai Excel (DOCTYPE)")


class Elements(Listener):
    """Collects (name, attributes) of all elements called one of `names`, with those that stand in them passed over."""

    def __init__(self, *names):
        self.names = names
        self.found = []

    def begin(self, name, attributes):
        if name in self.names:
            self.found.append((name, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

    def end(self, name):
        """Nothing ends."""

    def text(self, piece):
        """No text is wanted."""
