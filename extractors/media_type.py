"""What a file is, told from its content; what cannot be read here is refused by name."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

import msgspec

from extractors.encoding import decode, wide_encoding
from extractors.errors import ReadError, Reason
from extractors.model import MediaType

_PDF_HEADER_WITHIN = 1024  # bytes; PDF readers accept that much before the header

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS or PPT)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a RIFF file (WebP image, sound or video)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"ID3", "a sound file"),
)
_ZIP_PARTS = (
    ("word/", "a Word document (DOCX)"),
    ("xl/", "an Excel workbook (XLSX)"),
    ("ppt/", "a PowerPoint presentation (PPTX)"),
    ("META-INF/container.xml", "an EPUB book"),
    ("content.xml", "an OpenDocument file"),
)
_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|table|span|h[1-6])\b", re.I | re.S
)
_XML = re.compile(r"\s*<(?:\?xml\s|!doctype\s|[a-z][\w:.-]{0,60}(?:\s[^<>]{0,500})?>)", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_MARKDOWN_INLINE = re.compile(r"\*\*[^*\n]{1,300}\*\*|\[[^\]\n]{1,300}\]\([^)\s]{1,500}\)|^```", re.M)
_SAMPLE = 65_536


def media_type_of(content: bytes, name: str) -> MediaType:
    """Return the media type of a file of that name.

    Raises ReadError: empty; not_a_document, whose detail says what the file is; undecodable.
    """
    if not content.strip():
        raise ReadError(Reason.EMPTY, "The file is empty.")
    _refuse_binary(content)
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return MediaType.PDF
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        _refuse_unless(wide_encoding(content) is not None, "a binary file")
    text = decode(content)[0]
    _refuse_unless(bool(text.strip("\ufeff\0 \t\r\n")), "a file without any text", Reason.EMPTY)
    sample = text[:_SAMPLE]
    _refuse_unless(len(_CONTROLS.findall(sample)) <= 0.002 * len(sample), "a binary file")
    _refuse_data(text, sample)
    named_so = name.lower().endswith((".md", ".markdown"))
    return MediaType.MARKDOWN if named_so or _is_markdown(sample) else MediaType.TEXT


def _refuse_unless(condition: bool, what: str, reason: Reason = Reason.NOT_A_DOCUMENT) -> None:
    if not condition:
        raise ReadError(reason, f"This is {what}.")


def _refuse_binary(content: bytes) -> None:
    for magic, what in _MAGIC:
        _refuse_unless(not content.startswith(magic), what)
    if content.startswith(b"PK\x03\x04"):
        _refuse_unless(False, _zip_kind(content))
    _refuse_unless(content[4:8] != b"ftyp", "a sound or video file")


def _zip_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return "a broken ZIP archive"
    for part, what in _ZIP_PARTS:
        if any(name.startswith(part) for name in names):
            return what
    return "a ZIP archive"


def _refuse_data(text: str, sample: str) -> None:
    _refuse_unless(_HTML.match(sample) is None, "a web page (HTML)")
    _refuse_unless(_XML.match(sample) is None or "</" not in text, "an XML file")
    _refuse_unless(not _is_json(text), "a JSON file")
    _refuse_unless(not _is_delimited(sample), "a table of delimited values (CSV)")


def _is_json(text: str) -> bool:
    """Tell JSON or JSON Lines from a text that merely opens with a bracket."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    first_line = text.lstrip().split("\n", 1)[0]
    return _decodes(text) or (first_line.startswith("{") and _decodes(first_line))


def _decodes(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _is_delimited(sample: str) -> bool:
    """Tell a table by its lines: at least five, and all have the same number of fields."""
    lines = [line for line in sample.splitlines() if line.strip()][:50]
    if len(sample) == _SAMPLE and len(lines) > 1:
        lines = lines[:-1]  # the sample may have cut the last line
    if len(lines) < 5:
        return False
    return any(
        _columns(lines, delimiter) >= least for delimiter, least in ((",", 3), (";", 3), ("\t", 2), ("|", 3))
    )


def _columns(lines: Sequence[str], delimiter: str) -> int:
    """Return how many fields each line has, 0 where they differ."""
    try:
        counts = {len(row) for row in csv.reader(lines, delimiter=delimiter)}
    except csv.Error:
        return 0
    return counts.pop() if len(counts) == 1 else 0


def _is_markdown(sample: str) -> bool:
    headings = len(_MARKDOWN_HEADING.findall(sample))
    return headings >= 2 or (headings == 1 and _MARKDOWN_INLINE.search(sample) is not None)
