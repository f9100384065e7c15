"""Make the PDFs of samples/inbox from samples/sources; the same bytes on every run.

A source is plain text. Blocks are parted by blank lines, and a line may open with a mark:
`#` title, `##` heading, `>` centred, `-` bullet, `=left=right` two halves of a line, `|` table row,
`[1:2]` footnote 2 of page 1, `---` rule. Inside a line, `**bold**`, `__italic__` and `^2^` (a note's mark).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align
from PIL import Image, ImageDraw, ImageFont

SAMPLES = Path(__file__).resolve().parent
INBOX, SOURCES = SAMPLES / "inbox", SAMPLES / "sources"

MARK = re.compile(r"(?P<mark>---|##?|[>|=-]|\[(?P<page>\d):\d\]|(?=\([a-z]\))) ?")
MARKED_LINE = re.compile(rf"\n(?={MARK.pattern})".replace("?P<mark>", "?:").replace("?P<page>", "?:"))
HYPHENATION = re.compile(
    r"(?<=[a-z]{4})(?=(?:tions?|tional|ments?|tation|tive|pants?|tary|ness|rity|nation)\b)"
    r"|(?<=\b[Cc]on)(?=ference)|(?<=\b[Ii]nter)(?=national)|(?<=\b[Rr]ecom)(?=men)"
)
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Block:
    """One line or paragraph of a source, with the mark it opens with ("" for a plain paragraph)."""

    mark: str
    text: str
    page: int = 0


@dataclass(frozen=True)
class Sheet:
    """How one source is set: its date, columns, running head and foot ({page} and {nb} are filled in)."""

    source: Path
    created: datetime
    columns: int = 1
    size: float = 11
    head: str = ""
    foot: str = "{page}"
    plain_title_blocks: int = 0


class Page(FPDF):
    """An A4 page in Times with a running head, notes and a page number."""

    def __init__(self, sheet: Sheet, notes: dict[int, list[str]]) -> None:
        super().__init__(format="A4")
        self.sheet, self.notes = sheet, notes
        # Objects stay uncompressed: zlib's output differs between its implementations.
        self.set_compression(False)
        self.core_fonts_encoding = "windows-1252"
        self.set_creation_date(sheet.created)
        self.set_margins(25, 22, 25)
        self.set_auto_page_break(True, margin=32 if notes else 24)

    @property
    def leading(self) -> float:
        """The height of a line in millimetres."""
        return self.sheet.size * 0.46

    def header(self) -> None:
        """Set the running head."""
        if self.sheet.head:
            self.set_y(11)
            self.set_font("Times", "I", 9)
            self.cell(0, 5, self.sheet.head, align="C")
            self.set_y(22)

    def footer(self) -> None:
        """Set the page's notes under a short rule, and the page number."""
        notes = self.notes.get(self.page_no(), [])
        if notes:
            self.set_y(-29)
            self.line(self.l_margin, self.y, self.l_margin + 40, self.y)
            self.set_font("Times", "", 8)
            self.multi_cell(0, 3.6, "\n".join(notes))
        self.set_y(-15)
        self.set_font("Times", "", 9)
        self.cell(0, 5, self.sheet.foot.format(page=self.page_no(), nb="{nb}"), align="C")

    def text_block(
        self, text: str, style: str = "", align: str = "J", indent: float = 0, space: float = 2.4
    ) -> None:
        """Set a paragraph, and the space after it in millimetres."""
        self.set_font("Times", style, self.sheet.size)
        self.set_x(self.l_margin + indent)
        self.multi_cell(0, self.leading, text, align=align, markdown=True, new_x="LMARGIN", new_y="NEXT")
        self.ln(space)

    def heading(self, text: str, align: str) -> None:
        """Set a heading, on a new page where too little would follow it on this one."""
        if self.will_page_break(4 * self.leading):
            self.add_page()
        self.text_block(text, "B", align, space=1.2)

    def halves(self, text: str) -> None:
        """Set two texts side by side: a masthead's lines in bold, a signature's in plain type."""
        left, right = text.split("=")
        self.set_font("Times", "B" if self.page_no() == 1 else "", self.sheet.size)
        self.cell(self.epw * 0.55, self.leading + 1, left)
        self.multi_cell(0, self.leading + 1, right, align="L", new_x="LMARGIN", new_y="NEXT")

    def rule(self, _: str) -> None:
        """Draw a line from margin to margin."""
        self.line(self.l_margin, self.y + 1, self.w - self.r_margin, self.y + 1)
        self.ln(6)

    def table_row(self, text: str) -> None:
        """Set a ruled row of three cells."""
        self.set_font("Times", "", self.sheet.size - 1)
        with self.table(
            col_widths=(5, 4, 3), text_align="LEFT", line_height=self.leading, first_row_as_headings=False
        ) as table:
            table.row([cell.strip() for cell in text.split("|")])


def read_blocks(text: str, plain_title_blocks: int = 0) -> list[Block]:
    """Read a source: a marked line is a block of its own, the other lines of a paragraph are one."""
    blocks: list[Block] = []
    for number, paragraph in enumerate(re.split(r"\n{2,}", text.strip())):
        if number < plain_title_blocks:
            blocks.append(Block("#" if number == 0 else ">", paragraph))
        else:
            blocks += [read_block(lines) for lines in MARKED_LINE.split(paragraph)]
    return blocks


def read_block(lines: str) -> Block:
    """Read the mark, if there is one, and the text of a block."""
    match = MARK.match(lines)
    if not match:
        return Block("", lines)
    return Block(match["mark"] or "(", lines[match.end() :], int(match["page"] or 0))


def set_lines(page: Page, blocks: list[Block]) -> None:
    """Set a source in one column."""
    setters: dict[str, Callable[[str], None]] = {
        "#": lambda text: page.heading(text, "C"),
        "##": lambda text: page.heading(text, "L"),
        ">": lambda text: page.text_block(text, align="C", space=1.2),
        "-": lambda text: page.text_block("– " + text, indent=6, space=1),
        "(": lambda text: page.text_block(text, indent=10),
        "=": page.halves,
        "|": page.table_row,
        "---": page.rule,
        "": page.text_block,
    }
    for block, before in zip(blocks, [Block("", ""), *blocks], strict=False):
        if before.mark == ">" != block.mark:
            page.ln(3)
        setters[block.mark](block.text)


def set_columns(page: Page, blocks: list[Block]) -> None:
    """Set titles over the page's whole width and the rest in justified columns with hyphens."""
    for block in blocks:
        if block.mark in ("#", ">"):
            page.set_font("Times", *(("B", 20) if block.mark == "#" else ("I", 11)))
            page.cell(0, 9, block.text, align="C", new_x="LMARGIN", new_y="NEXT")
    page.ln(3)
    columns = page.text_columns(ncols=page.sheet.columns, gutter=8, line_height=1.15, balance=True)
    with columns:
        for block in blocks:
            if block.mark not in ("##", ""):
                continue
            with columns.paragraph(
                text_align=Align.L if block.mark else Align.J, bottom_margin=2
            ) as paragraph:
                for number, run in enumerate(block.text.split("^")):
                    page.set_font("Times", "B" if block.mark else "", page.sheet.size)
                    page.char_vpos = "SUP" if number % 2 else "LINE"
                    paragraph.write(HYPHENATION.sub(SOFT_HYPHEN, run))
                page.char_vpos = "LINE"


def typeset(sheet: Sheet) -> bytes:
    """Set a source and give the PDF's bytes."""
    blocks = read_blocks(sheet.source.read_text("utf-8"), sheet.plain_title_blocks)
    notes: dict[int, list[str]] = {}
    for number, block in enumerate((block for block in blocks if block.page), start=1):
        notes.setdefault(block.page, []).append(f"{number} {block.text}")
    page = Page(sheet, notes)
    page.add_page()
    set_body = set_columns if sheet.columns > 1 else set_lines
    set_body(page, [block for block in blocks if not block.page])
    return bytes(page.output())


def scan(source: Path, created: datetime) -> bytes:
    """Draw a source as a slightly skewed, speckled sheet of one bit a pixel: a page without text."""
    width, height = 1240, 1754  # A4 at 150 dots per inch
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    # Pillow's own font and basic layout: neither system fonts nor libraqm may change a pixel.
    font = ImageFont.load_default(28)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    font = font.font_variant(layout_engine=ImageFont.Layout.BASIC)
    draw.ellipse((760, 1230, 980, 1450), outline=90, width=5)
    draw.ellipse((785, 1255, 955, 1425), outline=90, width=3)
    for number, line in enumerate(source.read_text("utf-8").splitlines()):
        text = line.lstrip()
        draw.text((150 + 11 * (len(line) - len(text)), 170 + 40 * number), text, fill=0, font=font)
    image = image.rotate(0.5, fillcolor=255).point(lambda value: 255 if value > 140 else 0)
    for spot in range(400):
        image.putpixel((spot * 7919 % width, spot * 104729 % height), 0)
    page = FPDF(format="A4")
    page.set_compression(False)
    page.set_creation_date(created)
    page.add_page()
    page.image(image.convert("1"), x=0, y=0, w=210, h=297)
    return bytes(page.output())


def day(year: int, month: int, date: int) -> datetime:
    """Nine o'clock UTC of a day."""
    return datetime(year, month, date, 9, tzinfo=UTC)


SHEETS = {
    "2025-10-15_dushanbe_declaration.pdf": Sheet(
        SOURCES / "dushanbe_declaration.txt", day(2025, 10, 15), foot="- {page} -"
    ),
    "2026-03-12_communique_tashkent.pdf": Sheet(
        INBOX / "2026-03-12_communique_tashkent.txt",
        day(2026, 3, 12),
        foot="Page {page} of {nb}",
        plain_title_blocks=3,
    ),
    "2026-03-12_conference_bulletin_2.pdf": Sheet(
        SOURCES / "conference_bulletin.txt",
        day(2026, 3, 12),
        columns=2,
        size=11.5,
        head="Tashkent Conference Bulletin, No. 2, 12 March 2026",
    ),
    "2026-03-12_memorandum_kz_kg.pdf": Sheet(SOURCES / "memorandum.txt", day(2026, 3, 12)),
    "2026-03-12_plan_of_action_2026-2030.pdf": Sheet(
        SOURCES / "plan_of_action.txt",
        day(2026, 3, 12),
        head="Regional Plan of Action for 2026–2030",
        foot="Page {page} of {nb}",
    ),
    "2026-05-27_S_RES_2991_(2026).pdf": Sheet(
        SOURCES / "s_res_2991.txt", day(2026, 5, 27), head="S/RES/2991 (2026)", foot="26-07215    {page}/{nb}"
    ),
}
REPORT = Sheet(SOURCES / "ashgabat_report.txt", day(2024, 6, 6))


def make() -> dict[str, bytes]:
    """Give the bytes of each PDF by its name in samples/inbox."""
    files = {name: typeset(sheet) for name, sheet in SHEETS.items()}
    report = typeset(REPORT)
    files["2024-06-06_report_ashgabat.pdf"] = report[: len(report) * 2 // 3]
    files["scan_20260115_0003.pdf"] = scan(SOURCES / "note_verbale.txt", day(2026, 1, 15))
    return files


if __name__ == "__main__":
    for name, content in make().items():
        (INBOX / name).write_bytes(content)
