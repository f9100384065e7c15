"""Text files: the encoding, and which lines make which block."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.errors import ReadError, Reason
from extractors.files.encoding import decode
from extractors.files.text import text_blocks

ENGLISH = "The Parties “agreed” – at São Paulo – to meet again in 2030."
FRENCH = "Les Parties réaffirment leur volonté de coopérer à l’échelle régionale."
GERMAN = "Die Außenminister würdigten die Bemühungen der Länder."
RUSSIAN = "Стороны подтвердили намерение развивать сотрудничество в области безопасности."
POLISH = "Strony potwierdziły wolę współpracy w dziedzinie bezpieczeństwa i żeglugi."
ARABIC = "أكد الطرفان عزمهما على تعزيز التعاون في مجال الأمن."
CHINESE = "双方重申将继续加强在安全领域的合作，并同意定期举行会议。"

ENCODINGS = [
    (ENGLISH, "utf-8", "utf-8"),
    (RUSSIAN, "utf-8", "utf-8"),
    (ARABIC, "utf-8", "utf-8"),
    (CHINESE, "utf-8", "utf-8"),
    ("plain ASCII", "ascii", "utf-8"),
    (ENGLISH, "utf-8-sig", "utf-8"),
    (ENGLISH, "utf-16", "utf-16-le"),
    (RUSSIAN, "utf-16", "utf-16-le"),
    (ENGLISH, "utf-32", "utf-32-le"),
    (ENGLISH, "utf-16-le", "utf-16-le"),
    (ENGLISH, "utf-16-be", "utf-16-be"),
    (RUSSIAN, "utf-16-le", "utf-16-le"),
    (RUSSIAN, "utf-16-be", "utf-16-be"),
    (ENGLISH, "utf-32-le", "utf-32-le"),
    (ENGLISH, "utf-32-be", "utf-32-be"),
    (ENGLISH, "cp1252", "cp1252"),
    (FRENCH, "cp1252", "cp1252"),
    (GERMAN, "latin-1", "cp1252"),
    ("Déclaration de Genève", "latin-1", "cp1252"),
    (RUSSIAN, "cp1251", "cp1251"),
    ("Совместное заявление", "cp1251", "cp1251"),
    ("СОВМЕСТНОЕ ЗАЯВЛЕНИЕ", "cp1251", "cp1251"),
    ("«Центральная Азия – 2030»: встреча в г. Алматы, № 5", "cp1251", "cp1251"),
    ("The Russian title is «Ташкентская декларация»; the English one is not.", "cp1251", "cp1251"),
    (RUSSIAN, "koi8-r", "koi8-r"),
    (RUSSIAN, "cp866", "cp866"),
    (POLISH, "cp1250", "cp1250"),
]


@pytest.mark.parametrize(("text", "written_as", "read_as"), ENCODINGS)
def test_text_is_decoded_exactly(text, written_as, read_as):
    text += "\r\n\n\tend \n"
    assert decode(text.encode(written_as)) == (text, read_as)


UNDECODABLE = [
    b"\xef\xbb\xbfbroken \xff text",
    ("Réunion à Genève, été, forêt, où " * 3).encode() + b"\xff",
    bytes(range(128, 256)) * 3,
    b"\xff\xfeodd",
]


@pytest.mark.parametrize("content", UNDECODABLE)
def test_what_no_encoding_makes_readable_is_refused(content):
    with pytest.raises(ReadError) as caught:
        decode(content)
    assert caught.value.reason is Reason.UNDECODABLE


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(text)) for block in text_blocks(text)]


BLOCKS = [
    ("", []),
    ("The Parties met.\n\nThey agreed.", [("paragraph", "The Parties met."), ("paragraph", "They agreed.")]),
    (
        "The Parties met.\r\n\r\nThey agreed.\r\n",
        [("paragraph", "The Parties met."), ("paragraph", "They agreed.")],
    ),
    ("The Parties met.\r\rThey agreed.", [("paragraph", "The Parties met."), ("paragraph", "They agreed.")]),
    ("The Parties met.\f\nThey agreed.", [("paragraph", "The Parties met."), ("paragraph", "They agreed.")]),
    (
        "Joint Statement\n\nThe Parties met.",
        [("title", "Joint Statement"), ("paragraph", "The Parties met.")],
    ),
    (
        "Joint Statement\n\n“The Parties agreed to meet.”",
        [("title", "Joint Statement"), ("paragraph", "“The Parties agreed to meet.”")],
    ),
    (
        "# Statement\n## On water\nText is here.",
        [
            ("title", "# Statement"),
            ("heading", "## On water"),
            ("paragraph", "Text is here."),
        ],
    ),
    (
        "Statement\n=========\n\nThe Parties met.",
        [
            ("title", "Statement\n========="),
            ("paragraph", "The Parties met."),
        ],
    ),
    (
        "United Nations\n\nDistr.: General\n\n3 May 2019\n\nCooperation on water",
        [
            ("heading", "United Nations"),
            ("heading", "Distr.: General"),
            ("paragraph", "3 May 2019"),
            ("title", "Cooperation on water"),
        ],
    ),
    (
        "The Parties:\n- met\n  twice\n- agreed",
        [
            ("paragraph", "The Parties:"),
            ("list_item", "- met\n  twice"),
            ("list_item", "- agreed"),
        ],
    ),
    (
        "1. They met.\n2. They agreed:\n(a) on water;\n(b) on air.",
        [
            ("list_item", "1. They met."),
            ("list_item", "2. They agreed:"),
            ("list_item", "(a) on water;"),
            ("list_item", "(b) on air."),
        ],
    ),
    (
        "[^1]: See the annex.\n\n¹ See the report.",
        [
            ("footnote", "[^1]: See the annex."),
            ("footnote", "¹ See the report."),
        ],
    ),
    (
        "The ministers of the five countries met in the city for two days\n"
        "and discussed the use of the rivers.\n"
        "They will meet again.",
        [
            (
                "paragraph",
                "The ministers of the five countries met in the city for two days\n"
                "and discussed the use of the rivers.",
            ),
            ("paragraph", "They will meet again."),
        ],
    ),
    (
        "The ministers of the five countries met in the city for two days.\n"
        + "They spoke about "
        + "the rivers and " * 20
        + "the lakes.\n"
        + "They will meet again in the autumn of the following year at the same place.",
        [
            ("paragraph", "The ministers of the five countries met in the city for two days."),
            ("paragraph", "They spoke about " + "the rivers and " * 20 + "the lakes."),
            ("paragraph", "They will meet again in the autumn of the following year at the same place."),
        ],
    ),
    (
        "The delegates from all five countries of the region spoke about the\n\nuse of the rivers.",
        [
            (
                "paragraph",
                "The delegates from all five countries of the region spoke about the\n\nuse of the rivers.",
            )
        ],
    ),
    ("COMMUNIQUE\n\nof the conference", [("title", "COMMUNIQUE"), ("paragraph", "of the conference")]),
    (
        "The Parties met:\n\n| State | Posts |\n|---|---:|\n| Arland | 3 |\nThey agreed.",
        [
            ("paragraph", "The Parties met:"),
            ("table", "| State | Posts |\n|---|---:|\n| Arland | 3 |"),
            ("paragraph", "They agreed."),
        ],
    ),
    (
        "> The Parties will\n> meet.\nThey did.\n>\n> Again",
        [
            ("paragraph", "> The Parties will\n> meet."),
            ("paragraph", "They did."),
            ("paragraph", ">"),
            ("paragraph", "> Again"),
        ],
    ),
    (
        "They met.\n```\n# no heading\n\n- no item\n```\nThey left.\n```\n# A heading",
        [
            ("paragraph", "They met."),
            ("paragraph", "```\n# no heading\n\n- no item\n```"),
            ("paragraph", "They left."),
            ("paragraph", "```"),
            ("title", "# A heading"),
        ],
    ),
    (
        "They met in Osh.[^1]\n\n\\# no heading here.\n\n+ on water\n\n[^1]: A note\n    that goes on.",
        [
            ("paragraph", "They met in Osh.[^1]"),
            ("paragraph", "\\# no heading here."),
            ("list_item", "+ on water"),
            ("footnote", "[^1]: A note\n    that goes on."),
        ],
    ),
    ("Adopted\n\n* * *\n\nDone.", [("title", "Adopted"), ("paragraph", "* * *"), ("paragraph", "Done.")]),
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_lines_make_blocks(text, expected):
    assert kinds(text) == expected


LINES = st.text(alphabet=st.sampled_from("aZ9 .,;:-*#=()|>`~\t\r\n\f\x85\u2028é中"), max_size=80)


@given(st.one_of(LINES, st.text(max_size=60)))
@example("\ufeff\n\n \x1c \u200b\n- \n\n#")
def test_blocks_hold_every_character_once_in_order(text):
    blocks = text_blocks(text)
    spans = [block.span for block in blocks]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    outside = set(range(len(text))) - {i for span in spans for i in range(span.start, span.end)}
    assert not "".join(text[i] for i in outside).strip()


@pytest.mark.parametrize(
    "text", ["(" * 300_000, "- " * 300_000, "#" * 300_000, "1." * 300_000, "a\n" * 100_000]
)
def test_hostile_text_takes_linear_time(text):
    assert text_blocks(text)
