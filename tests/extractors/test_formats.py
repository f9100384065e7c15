"""Web pages, office documents and e-mail: what of them is text, in which blocks, and what does harm."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ReadError, Reason
from extractors.files.media_type import media_type_of
from extractors.files.numerals import numeral
from extractors.identity import content_sha256, document_id
from extractors.limits import Limits
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.read import read
from tests.extractors.office_files import archive, in_list, open_document, paragraph, word


def parsed(content: bytes, **limits: int) -> ParsedDocument:
    sha256 = content_sha256(content)
    raw = RawFile(document_id(sha256), sha256, content, media_type_of(content, "file"))
    return read(raw, Limits(**limits))  # type: ignore[arg-type]


def blocks(content: bytes) -> list[tuple[str, str]]:
    """Return kind and text of every block; they are in order, apart, and hold the whole text."""
    document = parsed(content)
    spans = [block.span for block in document.blocks]
    assert all(a.end <= b.start and not document.text[a.end : b.start].strip() for a, b in pairwise(spans))
    assert spans[0].start == 0 and spans[-1].end == len(document.text)
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>".encode()


PAGES = [
    (
        "<h1>Joint  Statement</h1>\n<p>The Parties\n met in Osh<sup>1</sup>.</p>",
        [("title", "Joint Statement"), ("paragraph", "The Parties met in Osh¹.")],
    ),
    (
        "<nav>Menu</nav><script>var x</script><style>p{}</style><p>Te<b>x</b>t &amp; more</p>"
        "<footer>Imprint</footer>"
        '<p hidden>no</p><div style="display: none">no</div><!-- no --><svg><text>no</text></svg>',
        [("paragraph", "Text & more")],
    ),
    (
        '<ol start="3"><li>They met.</li><li><p>They agreed:</p><ol type="a"><li>on water;</li></ol></li>'
        "</ol>"
        "<ul><li>air</li><li>- soil</li></ul>",
        [
            ("list_item", "3. They met."),
            ("list_item", "4. They agreed:"),
            ("list_item", "a. on water;"),
            ("list_item", "• air"),
            ("list_item", "- soil"),
        ],
    ),
    ("one<br>two<br><br>three", [("paragraph", "one\ntwo"), ("paragraph", "three")]),
    (
        "<table><tr><th>State</th><th>Posts</th></tr><tr><td>Arland</td><td><p>3</p><p>new</p></td></tr></table>",
        [("table", "State\tPosts\nArland\t3 new")],
    ),
    (
        "<table><tr><td><h2>On water</h2><p>The Parties met.</p></td></tr></table>",
        [("title", "On water"), ("paragraph", "The Parties met.")],
    ),
    (
        "<pre>The Parties met.\n\n  - on water\n  - on air</pre>after",
        [
            ("paragraph", "The Parties met."),
            ("list_item", "- on water"),
            ("list_item", "- on air"),
            ("paragraph", "after"),
        ],
    ),
    (
        "<p>Related news</p><main><p>" + "The Parties met again. " * 10 + "</p></main><p>Share</p>",
        [("paragraph", ("The Parties met again. " * 10).strip())],
    ),
    ("<p>soft\xadhyphen and zero\u200bwidth</p>", [("paragraph", "softhyphen and zerowidth")]),
]


@pytest.mark.parametrize(("body", "expected"), PAGES)
def test_a_web_page_gives_what_its_reader_sees(body, expected):
    assert blocks(page(body)) == expected


DECLARED = [
    ('<html><meta charset="windows-1251"><p>Ё</p>', "cp1251", "cp1251"),
    ('<html><meta http-equiv="x" content="text/html; charset=iso-8859-1"><p>“é”</p>', "cp1252", "cp1252"),
    ("<html><p>Стороны договорились встретиться</p>", "cp1251", "cp1251"),
    ('<html><meta charset="utf-8"><p>Les délégations se sont réunies</p>', "cp1252", "cp1252"),
    ("<html><p>Стороны</p>", "utf-16", "utf-16-le"),
    ('<html><meta charset="no-such"><p>é</p>', "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("text", "written_as", "read_as"), DECLARED)
def test_a_web_page_is_decoded_as_it_says_where_that_is_true(text, written_as, read_as):
    document = parsed(text.encode(written_as))
    assert document.encoding == read_as
    assert document.text == text.split("<p>")[1].removesuffix("</p>")


NUMBERING = """
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
"""
STYLES = """
<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Sub"><w:name w:val="Own"/><w:basedOn w:val="H"/></w:style>
<w:style w:styleId="Op"><w:name w:val="Operative"/><w:basedOn w:val="Op"/><w:pPr>
<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def styled(text: str, style: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def test_word_numbers_are_those_that_word_shows():
    body = (
        styled("The Parties, meeting in Osh:", "Sub")
        + styled("met;", "Op")
        + paragraph("agreed:", in_list(0))
        + paragraph("on water;", in_list(1))
        + paragraph("on air;", in_list(1))
        + paragraph("twice;", in_list(2))
        + paragraph("thanked.", in_list(0))
        + paragraph("on soil.", in_list(1))
        + paragraph("a point", in_list(0, 2))
        + paragraph("no list", in_list(0, 99))
    )
    found = blocks(word(body, word__numbering_xml=NUMBERING, word__styles_xml=STYLES))
    assert [text for _, text in found] == [
        "The Parties, meeting in Osh:", "1. met;", "2. agreed:", "(a) on water;", "(b) on air;",
        "2.b.i twice;", "3. thanked.", "(a) on soil.", "• a point", "no list",
    ]  # fmt: skip
    assert [kind for kind, _ in found] == ["title", *["list_item"] * 8, "paragraph"]


def test_word_is_read_as_last_accepted_with_notes_and_running_heads_apart():
    body = (
        "<w:p><w:r><w:t>The Parties </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>will</w:t></w:r></w:ins><w:r><w:t> meet</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:noBreakHyphen/><w:t>soon in Osh</w:t><w:br/></w:r>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
        "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    ).format(*(paragraph(text) for text in ("State", "Posts", "Arland", "3", "In a control, they met.")))
    notes = '<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="5">{}</w:footnote>'.format(
        paragraph(" A note.")
    )
    content = word(body, word__footnotes_xml=notes, word__header1_xml=paragraph("A/1/2"))
    assert blocks(content) == [
        ("paragraph", "The Parties will meet¹‑soon in Osh\n²."),
        ("table", "State\tPosts\nArland\t3"),
        ("paragraph", "In a control, they met."),
        ("footnote", "¹ A note."),
        ("header", "A/1/2"),
    ]


def test_open_document():
    styles = (
        '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" '
        'style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
    )
    body = (
        "<text:tracked-changes><text:p>struck</text:p></text:tracked-changes><text:h>On water</text:h>"
        '<text:p>The Parties<text:s text:c="2"/>met<text:note><text:note-citation>3</text:note-citation>'
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note> at 5 km"
        '<text:span text:style-name="T1">2</text:span>.</text:p>'
        '<text:list text:style-name="L"><text:list-item><text:p>They agreed:</text:p><text:list>'
        "<text:list-item>"
        "<text:p>on water;</text:p></text:list-item><text:list-item><text:p>on air.</text:p></text:list-item>"
        "</text:list></text:list-item>"
        "<text:list-item><text:p>They left.</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>State</text:p></table:table-cell>"
        "<table:table-cell><text:p>Posts</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell>"
        "<text:p>Arland</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert blocks(open_document(body, styles)) == [
        ("title", "On water"),
        ("paragraph", "The Parties met³ at 5 km²."),
        ("list_item", "1. They agreed:"),
        ("list_item", "(a) on water;"),
        ("list_item", "(b) on air."),
        ("list_item", "2. They left."),
        ("table", "State\tPosts\nArland\t3"),
        ("footnote", "³ A note."),
    ]


def test_rich_text():
    content = (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}\b JOINT STATEMENT\b0\par "
        rb"\'d1\'f2\'ee\'f0\'ee\'ed\'fb \u1179? met\~twice.\par{\*\generator none}1. They agreed.\par}"
    )
    assert blocks(content) == [
        ("title", "JOINT STATEMENT"),
        ("paragraph", "Стороны қ met\xa0twice."),
        ("list_item", "1. They agreed."),
    ]
    assert parsed(content).encoding == "cp1251"


def mail(**parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press office <press@example.org>"
    message["Date"] = "Mon, 4 May 2026 10:00:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    message["Subject"] = "Réunion à Osh"
    for subtype, text in parts.items():
        add = message.add_alternative if message.get_payload() else message.set_content
        add(text, subtype=subtype)
    return message


@pytest.mark.parametrize("parts", [{"plain": "The Parties met."}, {"html": "<p>The Parties met.</p>"}])
def test_mail_is_subject_sender_date_and_its_own_text(parts):
    assert blocks(bytes(mail(**parts))) == [
        ("title", "Réunion à Osh"),
        ("header", "From: Press office <press@example.org>"),
        ("header", "Date: Mon, 04 May 2026 10:00:00 +0000"),
        ("paragraph", "The Parties met."),
    ]


def test_mail_prefers_plain_text_and_leaves_attachments():
    message = mail(plain="Стороны встретились.", html="<p>no</p>")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="statement.pdf")
    assert blocks(bytes(message))[-1] == ("paragraph", "Стороны встретились.")


def test_mail_with_nothing_but_attachments_is_refused_with_the_names_of_these():
    message = mail()
    message.make_mixed()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="statement.pdf")
    with pytest.raises(ReadError, match=r"statement\.pdf") as caught:
        parsed(bytes(message))
    assert caught.value.reason is Reason.EMPTY


def test_a_text_that_opens_with_the_heads_of_a_letter_is_no_mail():
    text = b"From: the Ministers\nTo: the Secretary-General\nDate: 4 May 2026\nSubject: water\n\nThey met.\n"
    assert media_type_of(text, "a.txt") is MediaType.TEXT


LAUGHS = "<!DOCTYPE w:document [<!ENTITY a '{}'>{}]>".format(
    "ha" * 100, "".join(f"<!ENTITY {b} '{f'&{a};' * 100}'>" for a, b in pairwise("abcdefgh"))
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>met{{}}</w:t></w:r></w:p></w:body></w:document>"
SECRET = "<!DOCTYPE w:document [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("document", [LAUGHS + BODY.format("&h;"), SECRET + BODY.format("&x;")])
def test_entities_are_not_expanded(document):
    try:
        assert parsed(archive(word__document_xml=document)).text == "met"
    except ReadError as error:
        assert error.reason is Reason.MALFORMED


def mail_within_mail(depth: int) -> bytes:
    outer = b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return outer * depth + b"From: a\nTo: b\n\nThey met.\n"


HOSTILE = [
    (archive(word__document_xml=b" " * 50_000_000), Reason.TOO_LARGE),
    (archive(word__document_xml="<w:p" * 1000), Reason.MALFORMED),
    (archive(word__document_xml="no XML"), Reason.MALFORMED),
    (archive(word__document_xml="<a/>"), Reason.MALFORMED),
    (archive(word__document_xml=f"<w:document {W}>" + "<w:p>" * 100_000), Reason.MALFORMED),
    (word(paragraph("met"))[:-30], Reason.NOT_A_DOCUMENT),
    (word(paragraph("met")).replace(b"word/document", b"word/DOCUMENT", 1), Reason.MALFORMED),
    (word(""), Reason.EMPTY),
    (open_document(""), Reason.EMPTY),
    (page("<script>no</script>"), Reason.EMPTY),
    (page("<div>" * 50_000 + "met"), Reason.MALFORMED),
    (page("<table><tr><td>" * 20_000 + "met"), Reason.MALFORMED),
    (page("<p>" + "<b>met" * 20_000), Reason.MALFORMED),
    (page("<div>" * 1_000 + "met"), None),
    (page("".join(f"<p><b>No. {i}" for i in range(500))), None),
    (page("<p>" + "word " * 2_500_000), None),
    (word(paragraph("met", f'<w:numPr><w:ilvl w:val="{"9" * 5000}"/><w:numId w:val="1"/></w:numPr>')), None),
    (b"{\\rtf1 \\u99999999999? met}", Reason.MALFORMED),
    (mail_within_mail(1000), Reason.MALFORMED),
    (b"From: " + b"(" * 5000 + b"\nTo: b\nMIME-Version: 1.0\n\nThey met.\n", Reason.MALFORMED),
    (b"Subject: " + b"=?utf-8?q?a?= " * 3000 + b"\nTo: b\nMIME-Version: 1.0\n\nThey met.\n", None),
    (b"{\\rtf1 " + b"{" * 200_000, Reason.EMPTY),
    (b"{\\rtf1\\ansicpg99999 met}", Reason.UNDECODABLE),
    (b"MIME-Version: 1.0\nFrom: a\nTo: b\nContent-Type: multipart/mixed\n\nthey met", Reason.EMPTY),
]


@pytest.mark.parametrize(("content", "reason"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_files_are_read_or_refused_in_time(content, reason):
    """What is read is read to its end: a part must not be lost without a word."""
    try:
        document = parsed(content, decoded_bytes=10_000_000)
    except (ReadError, RecursionError) as error:
        found = error.reason if isinstance(error, ReadError) else Reason.MALFORMED  # as the child has it
        assert found is reason, error
    else:
        assert reason is None
        assert document.text.strip().endswith(("met", "met.", "No. 499", "word"))


@given(st.binary(max_size=300))
def test_broken_documents_give_a_reason(noise):
    for start in (
        b"<html><p>",
        b"{\\rtf1 ",
        b"MIME-Version: 1\nFrom: a\nTo: b\n\n",
        word(paragraph("met"))[:-40],
    ):
        with contextlib.suppress(ReadError):
            parsed(start + noise)


NUMERALS = [
    (1, "1", "1"),
    (4, "i", "iv"),
    (1999, "I", "MCMXCIX"),
    (27, "a", "aa"),
    (26, "A", "Z"),
    (0, "i", "0"),
    (9999, "i", "9999"),
]


@pytest.mark.parametrize(("number", "style", "written"), NUMERALS)
def test_numerals(number, style, written):
    assert numeral(number, style) == written
