"""PDF files that cannot be read, each refused with the true reason; and those that must not be."""

from __future__ import annotations

import io
import re

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission
from PIL import Image

from extractors.errors import ReadError, Reason
from extractors.files.legibility import check_legible
from extractors.identity import content_sha256, document_id
from extractors.model import MediaType, RawFile
from extractors.read import read
from tests.extractors.pdf_files import Pages, read_content

SENTENCE = "The ministers agreed to meet again in the autumn of the following year."


def text_pages(count: int) -> Pages:
    pages = Pages()
    for number in range(count):
        pages.page().lines([f"{SENTENCE} Page {number}.", SENTENCE, SENTENCE])
    return pages


def encrypted(user_password: str) -> bytes:
    pages = text_pages(1)
    pages.pdf.set_encryption("owner", user_password or None, permissions=AccessPermission.none())
    return pages.content()


def scan(texts: int = 0) -> bytes:
    pages = text_pages(texts)
    image = io.BytesIO()
    Image.new("L", (60, 80), 200).save(image, "PNG")
    for _ in range(3):
        pages.page()
        pages.pdf.image(image, 0, 0, 595, 842)
    return pages.content()


def blank() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    return bytes(pdf.output())


WHOLE = text_pages(4).content()
REFUSED = [
    ("encrypted", encrypted("secret"), {}, Reason.ENCRYPTED),
    ("cut in the middle", WHOLE[: len(WHOLE) // 2], {}, Reason.TRUNCATED),
    ("a header alone", b"%PDF-1.7\n", {}, Reason.TRUNCATED),
    ("noise between header and end", b"%PDF-1.7\n" + b"noise " * 99 + b"%%EOF", {}, Reason.MALFORMED),
    ("a scan", scan(), {}, Reason.NO_TEXT_LAYER),
    ("a blank page", blank(), {}, Reason.EMPTY),
    ("too many pages", WHOLE, {"pages": 3}, Reason.TOO_LARGE),
    ("too many characters", WHOLE, {"characters": 300}, Reason.TOO_LARGE),
    ("too many bytes", WHOLE, {"byte_count": 300}, Reason.TOO_LARGE),
]


@pytest.mark.parametrize(
    ("content", "limits", "reason"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_unreadable_files_are_refused_with_the_reason(content, limits, reason):
    with pytest.raises(ReadError) as caught:
        read_content(content, **limits)
    assert caught.value.reason is reason


def test_a_document_encrypted_without_a_password_is_read():
    assert SENTENCE in read_content(encrypted("")).text


def test_a_text_with_some_scanned_pages_is_read():
    parsed = read_content(scan(texts=4))
    assert [page.has_text_layer for page in parsed.pages] == [True] * 4 + [False] * 3
    assert [page.char_start == page.char_end for page in parsed.pages] == [False] * 4 + [True] * 3


def test_junk_after_the_end_does_no_harm():
    assert read_content(WHOLE + b"\r\n" + b"\0" * 5000).text == read_content(WHOLE).text


def without(content: bytes, number: int) -> bytes:
    """Return a file in which an object is overwritten, its length kept."""
    start = content.index(b"\n%d 0 obj" % number) + 1
    end = content.index(b"endobj", start)
    return content[:start] + b" " * (end - start) + content[end:]


@pytest.mark.parametrize("lost", [30, 200, 400])
def test_a_file_whose_end_is_missing_is_read_whole(lost):
    parsed = read_content(WHOLE[:-lost])
    assert parsed.text == read_content(WHOLE).text
    assert not parsed.is_partial


def test_a_file_with_a_lost_page_is_read_in_part():
    parsed = read_content(without(WHOLE, 6))
    assert parsed.is_partial
    assert [page.has_text_layer for page in parsed.pages] == [True, False, True, True]
    assert "Page 0" in parsed.text and "Page 1" not in parsed.text


def test_a_page_whose_stream_is_damaged_is_not_passed_over():
    start = WHOLE.index(b"stream", WHOLE.index(b"\n6 0 obj")) + 9
    parsed = read_content(WHOLE[:start] + b"\0" * 40 + WHOLE[start + 40 :])
    assert parsed.is_partial


def test_letters_without_their_font_are_not_guessed():
    pages = text_pages(2)
    pages.pdf.set_font("Courier", size=11)
    pages.page().pdf.text(72, 120, SENTENCE)
    content = pages.content()
    font = int(re.search(rb"(\d+) 0 obj\n<<\n/BaseFont /Courier", content)[1])
    parsed = read_content(without(content, font))
    assert parsed.is_partial
    assert [page.has_text_layer for page in parsed.pages] == [True, True, False]


def test_an_encrypted_file_is_read_with_its_password():
    content = encrypted("secret")
    sha256 = content_sha256(content)
    raw = RawFile(document_id(sha256), sha256, content, MediaType.PDF)
    assert SENTENCE in read(raw, passwords=("wrong", "secret")).text


def test_a_stream_that_grows_beyond_its_bound_is_refused():
    with pytest.raises(ReadError, match="decode to more than") as caught:
        read_content(WHOLE, decoded_bytes=100)
    assert caught.value.reason is Reason.TOO_LARGE


LEGIBLE = [
    "Стороны подтвердили намерение развивать сотрудничество в области безопасности. " * 5,
    "أكد الطرفان عزمهما على تعزيز التعاون في مجال الأمن والتنمية المستدامة. " * 5,
    "双方重申将继续加强在安全领域的合作，并同意定期举行会议。2024年7月3日于阿斯塔纳。" * 10,
    "Les délégués ont réaffirmé l’intérêt d’un État de droit à Genève (voir A/RES/75/1). " * 5,
    "Country A 12 3 4.5 17% US$ 3,000 B-2/4 (2019) http://example.org/a?b=c&d=1 " * 5,
    "short (cid:3)",
]
GARBLED = [
    "".join(f"(cid:{i % 90})" for i in range(200)),
    "Ñòîðîíû ïîäòâåðäèëè íàìåðåíèå ðàçâèâàòü ñîòðóäíè÷åñòâî â îáëàñòè áåçîïàñíîñòè. " * 5,
    "Wkh plqlvwhuv ri wkh ilyh frxqwulhv phw dqg djuhhg wr phhw djdlq lq wkh dxwxpq ri wkh iroorzlqj bhdu "
    * 5,
    "\ufffd\ufffd\ufffd the \ufffd\ufffd of \ufffd\ufffd\ufffd\ufffd and \ufffd\ufffd " * 20,
    "Тhе раrtiеs аgrееd tо mееt аgаin in thе аutumn оf thе fоllоwing уеаr " * 5,
    "ТЬе т1п1з{егз о{ {Ье Пуе соипГг1ез теГ апа аЕгееа Го шееГ аЕа1п 1п {Ье аиГитп о{ {Ье уеаг " * 5,
    "T#e mi$ist^rs ag$ee% to m{}t a{a}n in t*e a$tumn of t|e f~llowing y^ar " * 5,
]


@pytest.mark.parametrize("text", LEGIBLE)
def test_no_script_is_noise(text):
    check_legible([text])


@pytest.mark.parametrize("text", GARBLED)
def test_letters_that_make_no_words_are_refused(text):
    with pytest.raises(ReadError) as caught:
        check_legible([text])
    assert caught.value.reason is Reason.GARBLED
