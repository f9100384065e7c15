"""PDF pages into paragraphs in reading order: columns, running heads, notes, hyphens, pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.pdf.drawing import Glyph
from extractors.pdf.glyphs import Turn
from extractors.pdf.lines import lines_of
from tests.extractors.pdf_files import LEADING, LEFT, TOP, Pages, blocks_of, read_content

FULL = "The ministers of the five countries met for two days and spoke about the use of the rivers"
LEFT_COLUMN = [
    "The ministers met in the city and spoke",
    "about the rivers that cross the borders",
    "and about the lakes into which they flow",
    "so that all the countries of the basin may",
    "use the water that they need in summer.",
]
RIGHT_COLUMN = [
    "They agreed on a plan for the next years",
    "and asked the experts to measure the flow",
    "of each river every month of the year and",
    "to report to them before the next meeting",
    "which is to be held in the same city.",
]


def test_lines_make_a_paragraph_and_a_gap_ends_it():
    pages = Pages().page().lines([FULL, FULL, "and the lakes."]).gap().lines([FULL, "and the sea."])
    assert blocks_of(read_content(pages.content())) == [
        ("paragraph", f"{FULL} {FULL} and the lakes."),
        ("paragraph", f"{FULL} and the sea."),
    ]


def test_an_indent_begins_a_paragraph():
    pages = Pages().page().put(FULL[:-8], LEFT + 24).lines([FULL, "and the lakes."])
    pages.put(FULL[:-8], LEFT + 24).lines(["and the sea."])
    assert [text for _, text in blocks_of(read_content(pages.content()))] == [
        f"{FULL[:-8]} {FULL} and the lakes.",
        f"{FULL[:-8]} and the sea.",
    ]


def test_an_opening_word_in_italics_begins_a_paragraph_where_all_do():
    pages = Pages().page()
    openings = ["Noting", "Recalling", "Bearing in mind"]
    for opening in openings:
        pages.put(opening, style="I")
        width = pages.pdf.get_string_width(opening + " ")
        pages.put(
            "that the rivers cross the borders of the five countries and are used by all of them,",
            LEFT + width,
            pages.y - LEADING,
        )
    blocks = blocks_of(read_content(pages.content()))
    assert [text.split(" that")[0] for _, text in blocks] == openings


@pytest.mark.parametrize(
    "lines", [["paras. 71 and", "72. They met."], ["(see the report, chap.", "III. of the plan)"]]
)
def test_a_number_that_fell_to_the_start_of_a_line_begins_no_item(lines):
    first = f"4. {FULL[: -len(lines[0]) - 2]} {lines[0]}"
    pages = Pages().page().lines([first, lines[1]])
    assert [text for _, text in blocks_of(read_content(pages.content()))] == [f"{first} {lines[1]}"]


def test_headings_list_items_and_the_title_are_told_apart():
    pages = Pages().page().put("Declaration on the Rivers", size=18, style="B").gap()
    pages.put("Water", style="B").gap().lines([FULL, "and the lakes."]).gap()
    pages.put("1. They will meet again.").put("2. They will measure the flow:").put(
        "(a) in spring;", LEFT + 20
    )
    assert blocks_of(read_content(pages.content())) == [
        ("title", "Declaration on the Rivers"),
        ("heading", "Water"),
        ("paragraph", f"{FULL} and the lakes."),
        ("list_item", "1. They will meet again."),
        ("list_item", "2. They will measure the flow:"),
        ("list_item", "(a) in spring;"),
    ]


def test_columns_are_read_one_after_the_other():
    pages = Pages().page().put("Communique of the Ministers of the Five Countries", size=16, style="B")
    top = pages.gap().y
    pages.lines(LEFT_COLUMN, LEFT, top).lines(RIGHT_COLUMN, LEFT + 240, top)
    pages.gap().lines([FULL, "and the sea."])
    assert [text for _, text in blocks_of(read_content(pages.content()))] == [
        "Communique of the Ministers of the Five Countries",
        " ".join(LEFT_COLUMN),
        " ".join(RIGHT_COLUMN),
        f"{FULL} and the sea.",
    ]


def test_a_paragraph_runs_over_columns():
    pages = Pages().page().lines(LEFT_COLUMN[:4]).lines([LEFT_COLUMN[4].rstrip(".")])
    pages.lines(["and in winter too.", *RIGHT_COLUMN], LEFT + 240, 120)
    blocks = [text for _, text in blocks_of(read_content(pages.content()))]
    assert blocks[0].startswith(" ".join(LEFT_COLUMN).rstrip(".") + " and in winter too.")


def test_a_letterhead_is_read_left_then_right():
    pages = Pages().page().put("Council of the Five", size=18, style="B", y=80).put("CF/2030/7", 430, 78)
    pages.put("of the Rivers", size=18, style="B", y=101).put("Distr.: General", 430, 95).put(
        "3 May 2030", 430, 108
    )
    pages.lines([FULL, "and the lakes."], y=200)
    assert [text for _, text in blocks_of(read_content(pages.content()))][:4] == [
        "Council of the Five of the Rivers",
        "CF/2030/7",
        "Distr.: General",
        "3 May 2030",
    ]


def test_rows_of_cells_are_a_table():
    pages = Pages().page().lines([FULL, "and these figures:"]).gap()
    for row in (
        ("River", "Length", "Flow"),
        ("North", "120", "7"),
        ("South", "90", "11"),
        ("West", "70", "2"),
    ):
        for i, cell in enumerate(row):
            pages.put(cell, LEFT + 150 * i, pages.y)
        pages.gap()
    assert blocks_of(read_content(pages.content()))[1] == (
        "table",
        "River\tLength\tFlow\nNorth\t120\t7\nSouth\t90\t11\nWest\t70\t2",
    )


def test_drawn_cells_are_a_table_however_many_lines_they_hold():
    pages = Pages().page().lines([FULL, "and these plans:"])
    columns, rows = [LEFT, LEFT + 60, LEFT + 300], [160, 180, 220, 240]
    for x in columns:
        pages.pdf.line(x, rows[0], x, rows[-1])
    for y in rows:
        pages.pdf.line(columns[0], y, columns[-1], y)
    cells = {(0, 0): ["River"], (1, 0): ["Plan"], (0, 1): ["North"], (0, 2): ["South"], (1, 2): ["None."]}
    cells[1, 1] = ["It shall be measured every year", "by the experts."]
    for (column, row), lines in cells.items():
        pages.lines(lines, columns[column] + 4, rows[row] + 14)
    pages.lines([FULL, "and the sea."], y=280)
    assert blocks_of(read_content(pages.content())) == [
        ("paragraph", f"{FULL} and these plans:"),
        (
            "table",
            "River\tPlan\nNorth\tIt shall be measured every year by the experts.\nSouth\tNone.",
        ),
        ("paragraph", f"{FULL} and the sea."),
    ]


def test_a_frame_around_text_is_no_table():
    pages = Pages().page().lines([FULL, "and the lakes."])
    pages.pdf.rect(LEFT - 5, TOP - 20, 460, 60)
    assert blocks_of(read_content(pages.content())) == [("paragraph", f"{FULL} and the lakes.")]


def three_pages() -> Pages:
    pages = Pages()
    for number in (1, 2, 3):
        pages.page().put("Report on the Rivers", y=50, size=9).put(f"{number}/3", 500, 800, size=9)
        pages.lines([FULL] * 3)
    return pages


def test_running_heads_and_page_numbers_stand_apart_and_text_runs_on():
    parsed = read_content(three_pages().content())
    kinds = blocks_of(parsed)
    assert kinds[0] == ("paragraph", " ".join([FULL] * 9))
    assert kinds[1:] == [
        block for n in (1, 2, 3) for block in (("header", "Report on the Rivers"), ("footer", f"{n}/3"))
    ]


def test_pages_hold_their_stretch_of_the_text():
    pages = three_pages().page()
    parsed = read_content(pages.content())
    third = " ".join([FULL] * 3)
    assert [parsed.text[page.char_start : page.char_end] for page in parsed.pages] == [
        third,
        third,
        third,
        "",
    ]
    assert [page.has_text_layer for page in parsed.pages] == [True, True, True, False]
    assert (parsed.pages[0].width, parsed.pages[0].height) == (595.28, 841.89)


def test_a_page_number_is_no_year():
    pages = Pages().page().lines([FULL] * 45, y=100).put("2030.")
    assert blocks_of(read_content(pages.content())) == [("paragraph", " ".join([FULL] * 45) + " 2030.")]


def test_notes_follow_the_text_and_their_marks_are_superscripts():
    pages = Pages()
    for number in (1, 2):
        pages.page().lines([FULL] * 12)
        end = LEFT + pages.pdf.get_string_width(FULL)
        pages.put(str(number), end + 0.5, pages.y - LEADING - 4, size=7)
        pages.put(str(number), LEFT, 746, size=6).put("See the annex to the plan.", LEFT + 5, 750, size=8)
    body, *notes = blocks_of(read_content(pages.content()))
    assert body == ("paragraph", f"{' '.join([FULL] * 12)}¹ {' '.join([FULL] * 12)}²")
    assert notes == [
        ("footnote", "¹ See the annex to the plan."),
        ("footnote", "² See the annex to the plan."),
    ]


def test_notes_of_two_columns_are_read_column_by_column_and_over_the_page():
    pages = Pages()
    for number in (1, 2):
        pages.page().lines(LEFT_COLUMN * 4, y=300).lines(RIGHT_COLUMN * 4, LEFT + 240, 300)
        first = 3 * number - 2
        pages.put(f"{first} See the annex to the plan of the", LEFT, 700, size=8).put(
            "ministers.", LEFT, 710, size=8
        )
        pages.put(f"{first + 1} See the list.", LEFT, 720, size=8)
        pages.put(f"{first + 2} Ibid., para. {number}, as it was", LEFT + 240, 700, size=8)
        if number == 1:
            continue
        pages.put("changed.", LEFT + 240, 710, size=8)
    notes = [text for kind, text in blocks_of(read_content(pages.content())) if kind == "footnote"]
    assert notes == [
        "1 See the annex to the plan of the ministers.",
        "2 See the list.",
        "3 Ibid., para. 1, as it was",
        "4 See the annex to the plan of the ministers.",
        "5 See the list.",
        "6 Ibid., para. 2, as it was changed.",
    ]


def test_small_type_that_begins_no_note_is_running_text():
    pages = Pages().page().lines([FULL] * 20).gap().put("and a quotation in small type.", size=8)
    assert [kind for kind, _ in blocks_of(read_content(pages.content()))] == ["paragraph", "paragraph"]


def test_an_underlined_word_has_no_notes_below_it():
    pages = Pages().page().lines([FULL] * 30, y=100)
    pages.pdf.line(LEFT, 500, LEFT + 80, 500)
    pages.gap().lines(["1 lake was measured in spring.", "The others were not."])
    assert "footnote" not in [kind for kind, _ in blocks_of(read_content(pages.content()))]


def test_the_last_page_keeps_the_columns_of_the_others():
    pages = Pages().page().lines(LEFT_COLUMN * 4).lines(RIGHT_COLUMN * 4, LEFT + 240, 120)
    pages.page().lines(["The lake is the largest of the basin", "and the oldest."])
    pages.lines(["The sea lies to the north of it, and", "is not so old."], LEFT + 240, 120)
    blocks = [text for _, text in blocks_of(read_content(pages.content()))]
    assert blocks[-2:] == [
        "The lake is the largest of the basin and the oldest.",
        "The sea lies to the north of it, and is not so old.",
    ]


def test_a_mark_of_quotation_may_hang_into_the_gutter():
    pages = Pages().page().lines(LEFT_COLUMN * 4)
    pages.lines(RIGHT_COLUMN * 2, LEFT + 240, 120).put(
        '"River", as the plan calls it, is any water', LEFT + 238
    )
    pages.lines(RIGHT_COLUMN, LEFT + 240)
    text = read_content(pages.content()).text
    assert text.index('"River"') > text.rindex(LEFT_COLUMN[-1])


def test_the_head_of_a_single_page_stands_apart():
    pages = Pages().page().put("CF/2030/7", y=50, size=8).put("Reports of the Council", 440, 50, size=8)
    pages.lines([FULL] * 3)
    assert blocks_of(read_content(pages.content())) == [
        ("paragraph", " ".join([FULL] * 3)),
        ("header", "CF/2030/7"),
        ("header", "Reports of the Council"),
    ]


def test_heads_of_odd_and_even_pages_stand_apart():
    pages = Pages()
    for number in range(1, 7):
        head = ("Report on the Rivers", LEFT) if number % 2 else ("Council of the Five", 430)
        pages.page().put(*head, y=50, size=9).put(str(number), 300, 50, size=9).lines([FULL] * 3)
    kinds = blocks_of(read_content(pages.content()))
    assert kinds[0] == ("paragraph", " ".join([FULL] * 18))
    assert {kind for kind, _ in kinds[1:]} == {"header"}


def test_a_note_that_recurs_at_the_foot_is_no_running_foot():
    pages = Pages()
    for number in range(1, 5):
        pages.page().lines([FULL] * 3).put(f"{2 * number} Ibid., p. 4.", LEFT, 760, size=8)
        pages.put(str(number), 500, 800, size=8)
    kinds = [kind for kind, _ in blocks_of(read_content(pages.content()))]
    assert kinds.count("footnote") == kinds.count("footer") == 4


def test_text_drawn_twice_to_look_bold_is_read_once():
    pages = Pages().page()
    for shift in (0, 0.3):
        pages.put("A letter was sent to all illegally settled countries", LEFT + shift, 120)
    assert read_content(pages.content()).text == "A letter was sent to all illegally settled countries"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_turned_by_its_text_is_read_upright(angle):
    pages = Pages().page()
    with pages.pdf.rotation(angle, 300, 420):
        pages.lines([FULL, FULL, "and the lakes."])
    parsed = read_content(pages.content())
    assert parsed.text == f"{FULL} {FULL} and the lakes."
    box = parsed.blocks[0].box
    assert box is not None
    assert (box.x1 - box.x0 > box.bottom - box.top) == (angle == 180)


def test_boxes_are_those_of_the_first_line():
    parsed = read_content(Pages().page().lines([FULL, "and the lakes."], y=200).content())
    box = parsed.blocks[0].box
    assert box is not None
    assert box.x0 == pytest.approx(LEFT, abs=0.5)
    assert 188 < box.top < 192 < 200 < box.bottom < 204


def glyphs(text: str, x: float = 0.0, bottom: float = 100.0, size: float = 10.0) -> list[Glyph]:
    return [
        Glyph(c, x + 0.5 * size * i, bottom - size, x + 0.5 * size * (i + 1), bottom, "F", size)
        for i, c in enumerate(text)
    ]


UPRIGHT = Turn(0, 600.0, 800.0)


def line_text(drawn: list[Glyph]) -> list[str]:
    return [line.text for line in lines_of(drawn, UPRIGHT, 1)]


def test_gaps_are_spaces_and_letterspacing_is_not():
    assert line_text(glyphs("met") + glyphs("here", 17.5)) == ["met here"]
    spaced = [g for i, c in enumerate("RESOLUTION") for g in glyphs(c, 9.0 * i)]
    assert line_text(spaced) == ["RESOLUTION"]


def test_the_hyphen_of_a_stretched_line_belongs_to_its_word():
    assert line_text(glyphs("to en") + glyphs("-", 28)) == ["to en-"]
    assert line_text(glyphs("to en -")) == ["to en -"]


def test_text_drawn_out_of_order_is_joined():
    assert line_text(glyphs("second", 30) + glyphs("far", 300, 300) + glyphs("first")) == [
        "first second",
        "far",
    ]


def test_raised_digits_are_superscripts():
    assert line_text(glyphs("2018") + glyphs("3", 20, 96, 6)) == ["2018³"]


RIGHT_TO_LEFT = [
    ("عام في اجتماع"[::-1], "عام في اجتماع"),
    ("4202 " + "اجتماع في عام"[::-1], "اجتماع في عام 4202"),
    (".2024 " + "في عام"[::-1], "في عام 2024."),
    ("3.5 " + "نسبة"[::-1], "نسبة 3.5"),
    ("United Nations " + "منظمة الأمم المتحدة"[::-1], "منظمة الأمم المتحدة United Nations"),
    ("2019 2018 " + "في"[::-1], "في 2018 2019"),
    ("(" + "القاهرة"[::-1] + ") " + "في"[::-1], "في (القاهرة)"),
    ("the word " + "سلام"[::-1] + " means peace, and " + "نهر"[::-1] + " river, they said", None),
]


@pytest.mark.parametrize(("shown", "read"), RIGHT_TO_LEFT)
def test_right_to_left_text_is_read_from_the_right(shown, read):
    assert line_text(glyphs(shown)) == [read or "the word سلام means peace, and نهر river, they said"]


def test_a_mirrored_bracket_and_presentation_forms_are_plain_letters():
    assert line_text(glyphs("\ufee1\ufefc\ufeb3")) == ["سلام"]


def test_unprintable_characters_are_replaced():
    assert line_text(glyphs("a\x00b\ud800c")) == ["a\ufffdb\ufffdc"]


def test_a_word_broken_over_pages_is_whole():
    pages = Pages().page().lines([FULL, FULL, FULL[:60] + " and the coop-"]).page()
    parsed = read_content(pages.lines(["eration on the lakes goes on."]).content())
    assert parsed.blocks[0].span.of(parsed.text).endswith("and the cooperation on the lakes goes on.")
    assert parsed.text[parsed.pages[1].char_start :].startswith("eration on")


@pytest.mark.parametrize(
    "pages", [three_pages(), Pages().page().lines(LEFT_COLUMN).lines(RIGHT_COLUMN, 320, 120)]
)
def test_blocks_hold_every_character_once_in_order(pages):
    parsed = read_content(pages.content())
    assert all(a.span.end <= b.span.start for a, b in pairwise(parsed.blocks))
    outside = set(range(len(parsed.text))) - {
        i for block in parsed.blocks for i in range(block.span.start, block.span.end)
    }
    assert not "".join(parsed.text[i] for i in outside).strip()
