"""What a file is, told from its content; what cannot be read here is refused by name."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

import msgspec

from extractors.errors import ReadError, Reason
from extractors.files.encoding import beginning, wide_encoding
from extractors.files.mail import is_mail
from extractors.model import MediaType

_PDF_HEADER_WITHIN = 1024  # bytes; PDF readers accept that much before the header

_MAGIC = (
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
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMPOUND_PARTS = tuple(
    (name.encode("utf-16-le"), what)
    for name, what in (
        ("__substg1.0_", "an Outlook message (MSG)"),
        ("WordDocument", "an old Word document (DOC)"),
        ("PowerPoint Document", "an old PowerPoint presentation (PPT)"),
        ("Workbook", "an old Excel workbook (XLS)"),
    )
)
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
_ZIP_PARTS = (
    ("xl/", "an Excel workbook (XLSX)"),
    ("ppt/", "a PowerPoint presentation (PPTX)"),
    ("META-INF/container.xml", "an EPUB book"),
    ("content.xml", "an OpenDocument file"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|table|"
    r"span|h[1-6])\b",
    re.I | re.S,
)
_XML = re.compile(r"\s*<(?:\?xml\s|!doctype\s|[a-z][\w:.-]{0,60}(?:\s[^<>]{0,500})?>)", re.I)
_NOT_BLANK = re.compile(rb"\S")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_MARKDOWN_INLINE = re.compile(r"\*\*[^*\n]{1,300}\*\*|\[[^\]\n]{1,300}\]\([^)\s]{1,500}\)|^```", re.M)
_LONGEST_FIELD = 40  # characters, on the average
_SAMPLE = 65_536


def media_type_of(content: bytes, name: str) -> MediaType:
    """Return the media type of a file of that name.

    Raises ReadError: empty; not_a_document, whose detail says what the file is; undecodable.
    """
    if not _NOT_BLANK.search(content):
        raise ReadError(Reason.EMPTY, "The file is empty.")
    _refuse_binary(content)
    marked = _marked_type(content)
    if marked is not None:
        return marked
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        _refuse_unless(wide_encoding(content) is not None, "a binary file")
    sample = beginning(content, _SAMPLE)
    if _HTML.match(sample):
        return MediaType.HTML
    _refuse_unless(bool(sample.strip("\ufeff\0 \t\r\n")), "a file without any text", Reason.EMPTY)
    _refuse_unless(len(_CONTROLS.findall(sample)) <= 0.002 * len(sample), "a binary file")
    _refuse_data(content, sample)
    named_so = name.lower().endswith((".md", ".markdown"))
    return MediaType.MARKDOWN if named_so or _is_markdown(sample) else MediaType.TEXT


def _marked_type(content: bytes) -> MediaType | None:
    """Return the type of a file that begins as only files of this type do, None for the rest."""
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return MediaType.PDF
    if content.startswith(b"{\\rtf"):
        return MediaType.RICH_TEXT
    if content.startswith(b"PK\x03\x04"):
        return _zip_type(content)
    if _HTML.match(content[:_SAMPLE].decode("latin-1").removeprefix("ï»¿")):
        return MediaType.HTML
    return MediaType.MAIL if is_mail(content) else None


def _refuse_unless(condition: bool, what: str, reason: Reason = Reason.NOT_A_DOCUMENT) -> None:
    if not condition:
        raise ReadError(reason, f"This is {what}.")


def _refuse_binary(content: bytes) -> None:
    for magic, what in _MAGIC:
        _refuse_unless(not content.startswith(magic), what)
    _refuse_unless(content[4:8] != b"ftyp", "a sound or video file")
    if content.startswith(_COMPOUND):
        if _LOCKED_PART in content:
            raise ReadError(Reason.ENCRYPTED, "This is an Office document that opens only with a password.")
        found = (what for part, what in _COMPOUND_PARTS if part in content)
        _refuse_unless(False, next(found, "an old Office document (DOC, XLS, PPT, MSG)"))


def _zip_type(content: bytes) -> MediaType:
    """Return the type of a document that is an archive. Raises ReadError (not_a_document) for others."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise ReadError(Reason.NOT_A_DOCUMENT, "This is a broken ZIP archive.") from None
    if "word/document.xml" in names:
        return MediaType.WORD
    # The first entry of an OpenDocument file tells what it is, unpacked.
    if content[30:].startswith(b"mimetype" + MediaType.OPEN_DOCUMENT.encode()):
        return MediaType.OPEN_DOCUMENT
    found = (what for part, what in _ZIP_PARTS if any(name.startswith(part) for name in names))
    raise ReadError(Reason.NOT_A_DOCUMENT, f"This is {next(found, 'a ZIP archive')}.")


def _refuse_data(content: bytes, sample: str) -> None:
    _refuse_unless(_XML.match(sample) is None or b"</" not in content.replace(b"\0", b""), "an XML file")
    _refuse_unless(not _is_json(content, sample), "a JSON file")
    _refuse_unless(not _is_delimited(sample), "a table of delimited values (CSV)")


def _is_json(content: bytes, sample: str) -> bool:
    """Tell JSON or JSON Lines (in UTF-8, as all JSON is) from a text that merely opens with a bracket."""
    if not sample.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    first_line = content.lstrip().split(b"\n", 1)[0]
    return _decodes(content.removeprefix(b"\xef\xbb\xbf")) or (
        first_line.startswith(b"{") and _decodes(first_line)
    )


def _decodes(text: bytes) -> bool:
    try:
        msgspec.json.decode(text, type=msgspec.Raw)  # checked without being built
    except msgspec.DecodeError:
        return False
    except RecursionError:
        pass  # nothing but data is nested so deeply
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
    """Return how many fields each line has, 0 where they differ or are long enough to be prose."""
    try:
        counts = {len(row) for row in csv.reader(lines, delimiter=delimiter)}
    except csv.Error:
        return 0
    count = counts.pop()
    return count if not counts and sum(map(len, lines)) <= _LONGEST_FIELD * count * len(lines) else 0


def _is_markdown(sample: str) -> bool:
    headings = len(_MARKDOWN_HEADING.findall(sample))
    return headings >= 2 or (headings == 1 and _MARKDOWN_INLINE.search(sample) is not None)
