"""More hostile PDFs: what is hidden in fonts, filters, images, tables of objects and metadata."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

from tests.reliability.hostile_pdfs import (
    CATALOG,
    FONT,
    TEXT,
    HostilePdf,
    file_of,
    flated,
    one_page,
    stream,
)

IMAGE = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 "


def _image(entries: bytes, data: bytes, content: bytes) -> bytes:
    """Return a page that shows an image of 2^31 by 2^31 points."""
    side = 2**31 - 1
    return one_page(
        b"595 0 0 842 0 0 cm /I Do " + content,
        resources=b"/XObject << /I 6 0 R >>",
        objects={6: stream(data, IMAGE % (side, side) + entries)},
    )


def _jpeg_2000() -> bytes:
    """Return the beginning of a JPEG 2000 image that claims 2^32 by 2^32 points."""
    size = struct.pack(">HIIIIIIIIH", 0, *[2**32 - 1] * 2, 0, 0, *[2**32 - 1] * 2, 0, 0, 1) + b"\7\1\1"
    return b"\xff\x4f\xff\x51" + struct.pack(">H", len(size) + 2) + size + b"\xff\xd9"


def _filtered(data: bytes, filters: bytes, parameters: bytes = b"") -> bytes:
    entries = b"/Filter [%s] " % filters + (b"/DecodeParms %s" % parameters if parameters else b"")
    return one_page(content_object=stream(data, entries))


def _lzw_bomb(size: int) -> bytes:
    """Return LZW data of at least `size` letters: ever longer runs, until the table of codes is full."""
    codes = [97, *range(258, 4095), 256]
    widths = [9] * 254 + [10] * 512 + [11] * 1024 + [12] * 2049
    table = "".join(f"{code:0{width}b}" for code, width in zip(codes, widths, strict=False))
    bits = f"{256:09b}" + table * (size // sum(range(len(codes))) + 1)
    return int(bits.ljust(len(bits) + 7 & ~7, "0"), 2).to_bytes(len(bits) + 7 >> 3, "big")


def _laughing_metadata() -> bytes:
    """Return a page with a title of 10^10 words: lists of lists, each ten times the same one."""
    objects = {n: b"[%s]" % (b"%d 0 R " % (n + 1) * 10) for n in range(10, 20)}
    objects |= {20: b"(ha)", 9: b"<< /Title 10 0 R >>"}
    return one_page(objects=objects, trailer=b"/Info 9 0 R")


def _metadata_of_itself() -> bytes:
    return one_page(objects={9: b"<< /Title [9 0 R] >>"}, trailer=b"/Info 9 0 R")


def _with_references_as_stream(entries: bytes, data: bytes) -> bytes:
    """Return a page whose table of objects is a stream."""
    whole = file_of(
        {
            1: CATALOG,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            4: flated(TEXT),
            5: FONT,
        }
    )
    head = whole[: whole.rindex(b"xref\n0 ")]
    table = b"7 0 obj\n%s\nendobj\n" % flated(data, b"/Type /XRef /Root 1 0 R " + entries)
    return head + table + b"startxref\n%d\n%%%%EOF\n" % len(head)


def _object_stream_bomb() -> bytes:
    body = b"10 0 " * 10**6
    return one_page(
        objects={
            6: flated(body + b" " * (1 << 28), b"/Type /ObjStm /N 2147483647 /First %d" % len(body)),
        },
        page=b"/Annots 10 0 R",
    )


def _true_type(segments: int) -> bytes:
    """Return a font program whose character map has so many segments, each of all characters."""
    head = struct.pack(">HHHHHHH", 4, 0xFFFF, 0, segments * 2, 0, 0, 0)
    full = struct.pack(">H", 0xFFFF) * segments
    none = b"\0\0" * segments
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + head + full + b"\0\0" + none + none + none
    return struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0) + b"cmap" + struct.pack(">III", 0, 28, len(cmap)) + cmap


def _with_program(program: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >> >>"
    )
    descriptor = b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontFile2 8 0 R >>"
    return one_page(font=font, objects={6: descendant, 7: descriptor, 8: flated(program)})


def _with_type_1_program(program: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /A /FontDescriptor 7 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontFile 8 0 R >>"
    return one_page(font=font, objects={7: descriptor, 8: flated(program, b"/Length1 %d" % len(program))})


def _letters_of_a_megabyte() -> bytes:
    cmap = b"begincmap 1 beginbfchar <41> <%s> endbfchar endcmap" % (b"0041" * 2**20)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return one_page(b"BT /F1 9 Tf (" + b"A" * 10_000 + b") Tj ET", font=font, objects={6: flated(cmap)})


def _scattered(count: int) -> bytes:
    """Return a page of single letters, each at a height of its own."""
    letters = b" ".join(
        b"1 0 0 1 %d.%d %d.%03d Tm (%c) Tj" % (i * 7 % 590, i % 10, i * 13 % 840, i % 1000, 97 + i % 26)
        for i in range(count)
    )
    return one_page(b"BT /F1 3 Tf " + letters + b" ET")


def _many_pages(count: int, content: bytes) -> bytes:
    pages = {2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count)}
    return one_page(content, objects=pages)


def _cases() -> Iterator[tuple[str, Callable[[], bytes], str]]:
    limit = "timed_out out_of_memory too_large"
    yield (
        "a JPEG 2000 image of 2^32 points square",
        lambda: _image(b"/Filter /JPXDecode", _jpeg_2000(), b""),
        "no_text_layer",
    )
    yield (
        "a JBIG2 image that lies, under text",
        lambda: _image(b"/Filter /JBIG2Decode", b"\0" * 99, b""),
        "no_text_layer",
    )
    yield "LZW to 600 MB", lambda: _filtered(_lzw_bomb(600 << 20), b"/LZWDecode"), "too_large"
    yield (
        "compressed runs to 6 GB",
        lambda: _filtered(zlib.compress(b"\x81 " * 50_000_000), b"/FlateDecode /RunLengthDecode"),
        "too_large",
    )
    yield (
        "hexadecimal 100,000 times over",
        lambda: _filtered(b"20" * 1000, b"/ASCIIHexDecode " * 10**5),
        "loaded empty malformed",
    )
    yield (
        "a predictor of 2^31 columns",
        lambda: _filtered(zlib.compress(TEXT), b"/FlateDecode", b"<< /Predictor 15 /Columns 2147483647 >>"),
        f"loaded malformed {limit}",
    )
    yield (
        "a fax of 2^31 columns",
        lambda: _filtered(b"\0" * 999, b"/CCITTFaxDecode", b"<< /K -1 /Columns 2147483647 >>"),
        f"loaded malformed {limit}",
    )
    yield "a title of 10^10 words", _laughing_metadata, f"loaded {limit}"
    yield "metadata of itself", _metadata_of_itself, f"loaded {limit}"
    yield (
        "entries of no width",
        lambda: _with_references_as_stream(b"/Size 2147483647 /W [0 0 0]", b""),
        f"loaded {limit}",
    )
    yield (
        "entries of 2^31 bytes",
        lambda: _with_references_as_stream(b"/Size 9 /W [1 2147483647 1]", b"\1" * 99),
        "loaded",
    )
    yield (
        "2^31 entries",
        lambda: _with_references_as_stream(b"/Size 2147483647 /Index [0 2147483647] /W [1 2 1]", b"\1" * 99),
        f"loaded {limit}",
    )
    yield "an object stream of 2^31 objects", _object_stream_bomb, f"loaded {limit}"
    yield "a character map of 2^31 entries", lambda: _with_program(_true_type(32_767)), limit
    yield (
        "a Type 1 program that never ends",
        lambda: _with_type_1_program(b"%!PS /Encoding 256 array " + b"dup 1 /a put { " * 10**6),
        f"garbled {limit}",
    )
    yield "letters of a megabyte", _letters_of_a_megabyte, "too_large"
    yield "300,000 scattered letters", lambda: _scattered(300_000), f"loaded garbled {limit}"
    yield "a million pages", lambda: _many_pages(10**6, TEXT), "too_large timed_out"
    yield "the same page 500 times", lambda: _many_pages(500, TEXT), "loaded"
    yield (
        "a million annotations",
        lambda: one_page(
            page=b"/Annots [%s]" % (b"6 0 R " * 10**6),
            objects={6: b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Popup 6 0 R >>"},
        ),
        f"loaded {limit}",
    )
    yield "a page that is its own parent", lambda: one_page(page=b"/Parent 3 0 R"), "loaded"
    yield (
        "a page of infinite size",
        lambda: one_page(page=b"/MediaBox [0 0 1%s 842]" % (b"0" * 400)),
        "loaded malformed",
    )
    yield (
        "a million inline images",
        lambda: one_page(b"BI /W 1 /H 1 ID x EI " * 10**6 + TEXT),
        f"loaded {limit}",
    )
    yield (
        "space that overflows",
        lambda: one_page(b"1e300 0 0 1e300 0 0 cm " * 9 + TEXT),
        "loaded malformed empty",
    )
    yield (
        "a glyph that draws itself",
        lambda: one_page(
            font=b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
            b" /CharProcs << /T 4 0 R >> /Encoding << /Differences [84 /T] >> /FirstChar 84 /LastChar 84"
            b" /Widths [9] /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        "loaded garbled malformed empty",
    )
    yield (
        "a key of 2^31 bits",
        lambda: one_page(
            trailer=b"/ID [(a) (a)] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 2147483647 /P -4"
            b" /O (%s) /U (%s) >>" % (b"x" * 32, b"x" * 32)
        ),
        "encrypted malformed",
    )
    yield (
        "an unknown lock",
        lambda: one_page(trailer=b"/Encrypt << /Filter /Adobe.PubSec /V 4 >> /ID [(a) (a)]"),
        "encrypted",
    )
    yield (
        "a lock without a key",
        lambda: one_page(
            trailer=b"/Encrypt << /Filter /Standard /V 5 /R 6 /P -4 /O () /U () >> /ID [(a) (a)]"
        ),
        "loaded encrypted malformed",
    )


PARTS = [HostilePdf(name, make, frozenset(outcomes.split())) for name, make, outcomes in _cases()]
