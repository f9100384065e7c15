"""PDFs that want to act: to run scripts and programs, fetch, read files, unfold metadata without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.reliability.hostile_pdfs import CATALOG, FONT, TEXT, HostilePdf, file_of, flated, one_page, stream

ADDRESS = b"127.0.0.1:00000"  # a test puts the port in that it listens on
TAKEN = b"/tmp/chancery-was-taken-over"
URL = b"http://%s/taken" % ADDRESS
SCRIPT = b"app.launchURL('%s'); app.alert(1); this.exportDataObject({cName: 'a', nLaunch: 2});" % URL
PACKET = b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>%s<?xpacket end='w'?>"
ABOUT = (
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    b"<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    b"<dc:title><rdf:Alt><rdf:li>%s</rdf:li></rdf:Alt></dc:title>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def acting(action: bytes) -> bytes:
    """Return a page with an action that opening the file, or the page, or a link on it sets off."""
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A 7 0 R /AA << /PO 7 0 R /PV 7 0 R >> >>"
    catalogue = CATALOG[:-2] + b"/OpenAction 7 0 R /AA << /WC 7 0 R /DS 7 0 R >> >>"
    return one_page(page=b"/Annots [6 0 R] /AA << /O 7 0 R >>", objects={1: catalogue, 6: link, 7: action})


def _scripted() -> bytes:
    names = b"<< /JavaScript << /Names [(first) 7 0 R] >> >>"
    catalogue = CATALOG[:-2] + b"/OpenAction 7 0 R /Names 8 0 R >>"
    script = b"<< /S /JavaScript /JS (%s) >>" % SCRIPT.replace(b"(", b"\\(").replace(b")", b"\\)")
    return one_page(objects={1: catalogue, 7: script, 8: names})


def _form() -> bytes:
    """Return a form of which a script in its XML is to run when it is ready."""
    template = (
        b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template><subform><event activity='docReady'>"
        b"<script contentType='application/x-javascript'>%s</script></event></subform></template></xdp:xdp>"
    )
    catalogue = CATALOG[:-2] + b"/AcroForm << /XFA 7 0 R /Fields [] /CO [] >> /NeedsRendering true >>"
    return one_page(objects={1: catalogue, 7: stream(template % SCRIPT)})


def _attached() -> bytes:
    names = b"<< /EmbeddedFiles << /Names [(a) 8 0 R] >> >>"
    attached = b"<< /Type /Filespec /F (../../%s) /EF << /F 9 0 R >> >>" % TAKEN
    catalogue = CATALOG[:-2] + b"/Names 7 0 R >>"
    return one_page(objects={1: catalogue, 7: names, 8: attached, 9: flated(b"MZ")})


def _elsewhere(specification: bytes) -> bytes:
    """Return a page part of whose content is said to be in another file."""
    outside = b"<< /Length 0 /F %s >>\nstream\n\nendstream" % specification
    return one_page(page=b"/Contents [4 0 R 6 0 R]", objects={6: outside})


def _with_xmp(packet: bytes) -> bytes:
    metadata = stream(PACKET % packet, b"/Type /Metadata /Subtype /XML ")
    return one_page(objects={1: CATALOG[:-2] + b"/Metadata 6 0 R >>", 6: metadata})


def _laughs() -> bytes:
    entities = b"".join(
        b"<!ENTITY %c '%s'>" % (letter + 1, b"&%c;" % letter * 10) for letter in b"abcdefghijklmn"
    )
    return _with_xmp(b"<!DOCTYPE x [<!ENTITY a 'ha'>%s]>" % entities + ABOUT % b"&o;")


def _outside(uri: bytes) -> bytes:
    return _with_xmp(b"<!DOCTYPE x [<!ENTITY a SYSTEM '%s'>]>" % uri + ABOUT % b"&a;")


def _objects(count: int) -> bytes:
    return one_page(objects={number: b"[%d 0 R]" % (number + 1) for number in range(6, count)})


def pages(count: int) -> bytes:
    """Return so many pages, each an object of its own, in a tree of two levels."""
    leaves = {
        10_000 + n: b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % (100 + n // 100)
        for n in range(count)
    }
    nodes = {}
    for node in range(-(-count // 100)):
        kids = range(node * 100, min(count, node * 100 + 100))
        listed = b" ".join(b"%d 0 R" % (10_000 + n) for n in kids)
        nodes[100 + node] = b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count %d >>" % (listed, len(kids))
    root = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % n for n in nodes), count)
    return file_of({1: CATALOG, 2: root, 4: flated(TEXT), 5: FONT} | nodes | leaves)


def _outline_of_itself() -> bytes:
    item = b"<< /Title (a) /Parent 6 0 R /Next 7 0 R /Prev 7 0 R /First 7 0 R /Last 7 0 R /Count 9 >>"
    outline = b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 2147483647 >>"
    return one_page(objects={1: CATALOG[:-2] + b"/Outlines 6 0 R >>", 6: outline, 7: item})


def _cases() -> Iterator[tuple[str, Callable[[], bytes], str]]:
    limit = "timed_out out_of_memory too_large"
    yield "a script that runs on opening", _scripted, "loaded"
    launch = b"<< /S /Launch /F (/usr/bin/touch) /Unix << /F (/usr/bin/touch) /P (%s) >> >>" % TAKEN
    yield "a program that is launched", lambda: acting(launch), "loaded"
    yield "an address that is opened", lambda: acting(b"<< /S /URI /URI (%s) >>" % URL), "loaded"
    yield (
        "a form that is sent",
        lambda: acting(b"<< /S /SubmitForm /F << /FS /URL /F (%s) >> /Fields [] >>" % URL),
        "loaded",
    )
    yield (
        "a file that is imported",
        lambda: acting(b"<< /S /ImportData /F (/etc/passwd) >>"),
        "loaded",
    )
    yield "a form with a script", _form, "loaded"
    yield "an attached program", _attached, "loaded"
    yield "content that is another file", lambda: _elsewhere(b"(/etc/passwd)"), "malformed"
    yield "content that is fetched", lambda: _elsewhere(b"<< /FS /URL /F (%s) >>" % URL), "malformed"
    yield "metadata of 10^14 laughs", _laughs, "loaded"
    yield "metadata of a file", lambda: _outside(b"file:///etc/passwd"), "loaded"
    yield "metadata that is fetched", lambda: _outside(URL), "loaded"
    yield "metadata nested 100,000 deep", lambda: _with_xmp(b"<a>" * 10**5 + b"</a>" * 10**5), "loaded"
    yield "metadata of 50 MB", lambda: _with_xmp(ABOUT % (b"ha" * 25_000_000)), f"loaded {limit}"
    yield "an outline of itself", _outline_of_itself, "loaded"
    yield "a million objects", lambda: _objects(10**6), f"loaded {limit}"
    yield "10,000 pages", lambda: pages(10_000), "too_large timed_out"
    yield "1,000 pages", lambda: pages(1_000), "loaded timed_out"


ACTIONS = [HostilePdf(name, make, frozenset(outcomes.split())) for name, make, outcomes in _cases()]
