"""What a file is, told from its content; and what is refused, by name."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractors.errors import ReadError, Reason
from extractors.files.media_type import media_type_of
from extractors.model import MediaType
from tests.extractors.office_files import open_document


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), "x")  # of 1980, as the tests are named after what they read
    return buffer.getvalue()


def compound(part: str) -> bytes:
    """Return the beginning of a file of the older Office kind, which names its parts in UTF-16."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + part.encode("utf-16-le") + bytes(99)


ACCEPTED = [
    (b"%PDF-1.7\n...", "a.pdf", MediaType.PDF),
    (b"%PDF-1.7\n...", "a.txt", MediaType.PDF),
    (b"junk before\n%PDF-1.4\n...", "a.pdf", MediaType.PDF),
    (b"The Parties agreed.", "a.pdf", MediaType.TEXT),
    (b"The Parties agreed.", "a.md", MediaType.MARKDOWN),
    (b"The Parties agreed.", "A.MARKDOWN", MediaType.MARKDOWN),
    (b"# Communique\n\n**Tashkent** - The Parties met.", "a.txt", MediaType.MARKDOWN),
    (b"# One\n\ntext\n\n## Two\n", "a", MediaType.MARKDOWN),
    (b"# 4 is the number of the room\n\nText.", "a.txt", MediaType.TEXT),
    ("Стороны договорились".encode("cp1251"), "a.txt", MediaType.TEXT),
    ("The Parties agreed.".encode("utf-16"), "a.txt", MediaType.TEXT),
    ("The Parties agreed.".encode("utf-16-le"), "a.txt", MediaType.TEXT),
    ("The Parties agreed.".encode("utf-32"), "a.txt", MediaType.TEXT),
    (b"[Title] A statement\n[Place] Almaty\n\nThe Parties agreed.", "a.txt", MediaType.TEXT),
    (b"{Unofficial translation}\nThe Parties agreed.", "a.txt", MediaType.TEXT),
    (b"<The text follows>\nThe Parties agreed.", "a.txt", MediaType.TEXT),
    (b"<!DOCTYPE html>\n<title>A</title>", "a.txt", MediaType.HTML),
    (b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>', "a", MediaType.HTML),
    ("<p>Стороны договорились.</p>".encode("utf-16"), "a", MediaType.HTML),
    ("\ufeff<!-- a --><HTML>".encode(), "a", MediaType.HTML),
    (archive("[Content_Types].xml", "word/document.xml"), "a.zip", MediaType.WORD),
    (open_document("a"), "a", MediaType.OPEN_DOCUMENT),
    (b"{\\rtf1\\ansi text}", "a.doc", MediaType.RICH_TEXT),
    (b"Received: by x\n at y\nFrom: a\nSubject: b\n\nThe Parties agreed.", "a", MediaType.MAIL),
    (b"From a@b Mon May  4 10:00:00 2026\nFrom: a\nTo: b\nMIME-Version: 1.0\n\nText", "a", MediaType.MAIL),
    (
        b"The Parties, having met in the town of Osh at the invitation of Arland, agreed as follows on "
        b"the use of the rivers and the lakes.\n" * 6,
        "a",
        MediaType.TEXT,
    ),
    (b"One, two, three\nfour, five\nsix\nseven, eight\nnine, ten", "a.txt", MediaType.TEXT),
]


@pytest.mark.parametrize(("content", "name", "expected"), ACCEPTED)
def test_documents_are_told_by_content(content, name, expected):
    assert media_type_of(content, name) is expected


REFUSED = [
    (b"", Reason.EMPTY, "empty"),
    (b" \r\n\t ", Reason.EMPTY, "empty"),
    ("\ufeff \n".encode(), Reason.EMPTY, "without any text"),
    (archive("xl/workbook.xml"), Reason.NOT_A_DOCUMENT, "XLSX"),
    (archive("ppt/presentation.xml"), Reason.NOT_A_DOCUMENT, "PPTX"),
    (archive("mimetype", "content.xml"), Reason.NOT_A_DOCUMENT, "OpenDocument"),
    (archive("a.txt"), Reason.NOT_A_DOCUMENT, "a ZIP archive"),
    (archive("a.txt")[:40], Reason.NOT_A_DOCUMENT, "broken ZIP"),
    (compound(""), Reason.NOT_A_DOCUMENT, "old Office document"),
    (compound("WordDocument"), Reason.NOT_A_DOCUMENT, "DOC"),
    (compound("Workbook"), Reason.NOT_A_DOCUMENT, "XLS"),
    (compound("PowerPoint Document"), Reason.NOT_A_DOCUMENT, "PPT"),
    (compound("__substg1.0_0037001F"), Reason.NOT_A_DOCUMENT, "MSG"),
    (compound("EncryptedPackage"), Reason.ENCRYPTED, "password"),
    ("They met.".encode("utf-16") + b"\x00\xd8\x41\x00", Reason.UNDECODABLE, "utf-16-le"),
    (b"[" * 100_000, Reason.NOT_A_DOCUMENT, "JSON"),
    (b"\x89PNG\r\n\x1a\n" + bytes(9), Reason.NOT_A_DOCUMENT, "a PNG image"),
    (b"\xff\xd8\xff\xe0" + bytes(9), Reason.NOT_A_DOCUMENT, "a JPEG image"),
    (b"\x1f\x8b\x08" + bytes(9), Reason.NOT_A_DOCUMENT, "gzip"),
    (b"\x7fELF" + bytes(99), Reason.NOT_A_DOCUMENT, "a program"),
    (bytes(range(256)) * 20, Reason.NOT_A_DOCUMENT, "a binary file"),
    (b"text with \x00\x01\x02\x03 zero bytes in it", Reason.NOT_A_DOCUMENT, "a binary file"),
    (b'{"events": [1, 2]}', Reason.NOT_A_DOCUMENT, "JSON"),
    (b'[{"a": 1}]\n', Reason.NOT_A_DOCUMENT, "JSON"),
    (b'{"a": 1}\n{"a": 2}\n', Reason.NOT_A_DOCUMENT, "JSON"),
    (b"name,year,place\nA,2001,B\nC,2002,D\nE,2003,F\nG,2004,H\n", Reason.NOT_A_DOCUMENT, "CSV"),
    (b'a,"b, c",d\na,b,d\n"a, x",b,d\na,b,d\na,b,d\n', Reason.NOT_A_DOCUMENT, "CSV"),
    (b"a\tb\nc\td\ne\tf\ng\th\ni\tj\n", Reason.NOT_A_DOCUMENT, "CSV"),
    (b'<?xml version="1.0"?>\n<a><b></b></a>', Reason.NOT_A_DOCUMENT, "XML"),
    (b"<akomaNtoso xmlns='x'><act></act></akomaNtoso>", Reason.NOT_A_DOCUMENT, "XML"),
]


@pytest.mark.parametrize(("content", "reason", "detail"), REFUSED)
def test_what_is_no_document_is_refused_by_name(content, reason, detail):
    with pytest.raises(ReadError) as caught:
        media_type_of(content, "a.txt")
    assert caught.value.reason is reason
    assert detail in caught.value.detail
