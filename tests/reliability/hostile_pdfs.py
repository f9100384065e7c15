"""Hostile and broken PDFs, made by code: each is a known way to hang, crash or flood a reader."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fpdf.enums import EncryptionMethod

from tests.extractors.pdf_files import Pages

SENTENCE = "The ministers agreed to meet again in the autumn of the following year."
TEXT = f"BT /F1 11 Tf 72 700 Td ({SENTENCE}) Tj 0 -14 Td ({SENTENCE}) Tj ET".encode()
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


@dataclass(frozen=True)
class HostilePdf:
    """A file and how reading it may end: any of these reasons, or `loaded`."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object's body."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def flated(data: bytes, entries: bytes = b"") -> bytes:
    """Return a compressed stream object's body."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


def file_of(objects: dict[int, bytes], trailer: bytes = b"", *, version: bytes = b"1.7") -> bytes:
    """Return a PDF of numbered objects with a right cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-" + version + b"\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def one_page(
    content: bytes = TEXT,
    *,
    content_object: bytes | None = None,
    font: bytes = FONT,
    resources: bytes = b"",
    objects: dict[int, bytes] | None = None,
    trailer: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """Return a PDF of one page: objects 1 catalogue, 2 pages, 3 page, 4 content, 5 font."""
    body = {
        1: CATALOG,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s"
        b" /Resources << /Font << /F1 5 0 R >> %s >> >>" % (page, resources),
        4: content_object or flated(content),
        5: font,
    }
    return file_of(body | (objects or {}), trailer)


def good() -> bytes:
    """Return a sound PDF of one page."""
    return one_page()


def _forms(depth: int, calls: int) -> bytes:
    """Return forms nested so deep, each drawing the next one so often."""
    objects = {}
    for level in range(depth):
        number = 10 + level
        inner = b"/X%d Do " % (number + 1) * calls if level < depth - 1 else TEXT
        names = b"/XObject << /X%d %d 0 R >>" % (number + 1, number + 1)
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >>"
        )
        objects[number] = flated(inner, entries % (names if level < depth - 1 else b""))
    return one_page(b"/X10 Do", resources=b"/XObject << /X10 10 0 R >>", objects=objects)


def _form_drawing_itself() -> bytes:
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>"
    return one_page(
        b"/X Do " + TEXT,
        resources=b"/XObject << /X 10 0 R >>",
        objects={10: flated(b"/X Do", entries)},
    )


def _with_to_unicode(cmap: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    head = (
        b"/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n"
    )
    return one_page(font=font, objects={6: flated(head + cmap + b"\nendcmap")})


def _with_widths(widths: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [%s] >>" % widths
    return one_page(font=font, objects={6: descendant})


def _page_tree(kids: dict[int, bytes], count: int) -> bytes:
    pages = {2: b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count %d >>" % count}
    return one_page(objects=pages | kids)


def _deep_page_tree() -> bytes:
    """Return a page under five thousand nodes, each the only child of the one above."""
    nodes = {
        n: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (n - 1, n + 1)
        for n in range(7, 5007)
    }
    nodes[5006] = b"<< /Type /Pages /Parent 5005 0 R /Kids [3 0 R] /Count 1 >>"
    return one_page(objects={2: b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>"} | nodes)


def _circular_prev() -> bytes:
    content = one_page(trailer=b"/Prev 0000000000")
    start = content.rindex(b"xref\n0 ")
    return content.replace(b"/Prev 0000000000", b"/Prev %010d" % start)


def _bomb(layers: int, size: int) -> bytes:
    """Return a page whose content decodes to `size` bytes through so many layers of compression."""
    packer = zlib.compressobj(9)
    megabyte = b" " * (1 << 20)
    head = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)  # the same for every megabyte
    data = head + block * (size >> 20)
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    filters = b"/Filter [%s]" % (b"/FlateDecode " * layers)
    return one_page(content_object=stream(data, filters))


def _object_stream_extending_itself() -> bytes:
    objects = {6: flated(b"7 0 << >>", b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R")}
    return one_page(objects=objects)


def _length_of_itself() -> bytes:
    return one_page(content_object=b"<< /Length 4 0 R >>\nstream\n" + TEXT + b"\nendstream")


def encrypted(method: EncryptionMethod, user_password: str = "") -> bytes:
    """Return a sound PDF encrypted in this way."""
    pages = Pages()
    pages.page().lines([SENTENCE, SENTENCE])
    pages.pdf.set_encryption("owner", user_password or None, encryption_method=method)
    return pages.content()


def _flipped(seed: int) -> bytes:
    pages = Pages()
    for _ in range(3):
        pages.page().lines([SENTENCE] * 20)
    content = bytearray(pages.content())
    chance = random.Random(seed)
    for _ in range(60):
        content[chance.randrange(9, len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _cases() -> Iterator[tuple[str, Callable[[], bytes], str]]:
    limit = "timed_out out_of_memory too_large"
    yield "content that is its own form", _form_drawing_itself, "loaded"
    yield "contents in a circle", lambda: one_page(content_object=b"4 0 R"), limit
    yield "contents a million times", lambda: one_page(page=b"/Contents [%s]" % (b"4 0 R " * 10**6)), limit
    yield "forms nested 5,000 deep", lambda: _forms(5000, 1), "malformed loaded"
    yield "forms drawn 10^9 times", lambda: _forms(10, 10), limit
    yield "graphics states never restored", lambda: one_page(b"q " * 3 * 10**6 + TEXT), f"loaded {limit}"
    yield "2 million rectangles", lambda: one_page(b"0 0 9 9 re f " * 2 * 10**6 + TEXT), f"loaded {limit}"
    letters = b"BT /F1 1 Tf " + b"(%s) Tj " % (b"abcdefghij" * 1000) * 1000 + b"ET"
    yield "10 million characters on a page", lambda: one_page(letters), limit
    yield "a string that never ends", lambda: one_page(TEXT + b" (" + b"(" * 10**6), "loaded"
    yield "arrays nested a million deep", lambda: one_page(TEXT + b" [" * 10**6), f"loaded {limit}"
    yield "a number of a million digits", lambda: one_page(b"9" * 10**6 + b" 0 Td " + TEXT), "loaded"
    yield (
        "letters at infinity",
        lambda: one_page(b"BT /F1 1e999 Tf 1" + b"0" * 400 + b" 0 Td (A) Tj ET " + TEXT),
        "loaded malformed",
    )
    yield "an image that never ends", lambda: one_page(TEXT + b" BI /W 9 /H 9 ID " + b"\0" * 10**6), "loaded"
    yield (
        "bfrange of 2^31",
        lambda: _with_to_unicode(b"1 beginbfrange <00000000> <7fffffff> <0041> endbfrange"),
        limit,
    )
    yield (
        "cidrange of 2^31",
        lambda: _with_to_unicode(b"1 begincidrange <00000000> <7fffffff> 0 endcidrange"),
        f"loaded {limit}",
    )
    yield "CID widths to 2*10^9", lambda: _with_widths(b"0 2000000000 500"), limit
    yield (
        "a million font differences",
        lambda: one_page(
            font=b"<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding << /Differences [0 %s] >> >>"
            % (b"/a " * 10**6)
        ),
        f"loaded empty malformed {limit}",
    )
    yield "flate to 4 GB", lambda: _bomb(1, 4 << 30), "too_large"
    yield "double flate to 4 GB", lambda: _bomb(2, 4 << 30), "too_large"
    yield "a stream as long as itself", _length_of_itself, "loaded malformed truncated"
    yield "an object stream that extends itself", _object_stream_extending_itself, "loaded"
    yield "a /Prev loop", _circular_prev, "loaded"
    yield "a /Prev to nowhere", lambda: one_page(trailer=b"/Prev 99999999"), "loaded"
    yield (
        "a page tree in a circle",
        lambda: _page_tree({6: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 6 0 R] /Count 2 >>"}, 3),
        "loaded",
    )
    yield "a page tree 5,000 deep", _deep_page_tree, "loaded malformed"
    yield "a page tree with 2^31 pages", lambda: _page_tree({6: b"null"}, 2**31 - 1), "loaded"
    yield "a page 10^9 points high", lambda: one_page(page=b"/MediaBox [0 0 1e9 1e9]"), "loaded"
    yield "a page without a size", lambda: one_page(page=b"/MediaBox [0 0 /A (b)]"), "loaded malformed"
    yield "a catalogue that is a number", lambda: one_page(objects={1: b"42"}), "malformed loaded"
    yield (
        "a dictionary nested 100,000 deep",
        lambda: one_page(objects={6: b"<< /A " * 10**5}),
        "loaded malformed",
    )
    yield "cut in the middle", lambda: good()[: len(good()) // 2], "truncated"
    yield "cut before the table", lambda: good()[: good().rindex(b"xref\n0 ")], "loaded truncated"
    yield "without its end", lambda: good()[:-40], "loaded"
    yield "a header and noise", lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(10**6), "truncated"
    for seed in range(3):
        yield f"flipped bits {seed}", lambda seed=seed: _flipped(seed), "loaded malformed truncated garbled"
    for method in EncryptionMethod:
        if method is not EncryptionMethod.NO_ENCRYPTION:
            yield f"encrypted with {method.name}", lambda m=method: encrypted(m), "loaded"
            yield (
                f"encrypted with {method.name} and a password",
                lambda m=method: encrypted(m, "x"),
                "encrypted",
            )


HOSTILE = [HostilePdf(name, make, frozenset(outcomes.split())) for name, make, outcomes in _cases()]
