"""Rich Text Format: the words of the running text without the formatting; footnotes are left out."""

from __future__ import annotations

import re
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from extractors.errors import ReadError, Reason
from extractors.files.composition import Canonical, Composer
from extractors.limits import Limits

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_DEFAULT = "1252"


def read_rich_text(content: bytes, limits: Limits) -> Canonical:
    """Return the canonical text of an RTF file. Raises ReadError (undecodable, malformed)."""
    declared = _CODE_PAGE.search(content[:1024])
    encoding = f"cp{declared[1].decode('ascii') if declared else _DEFAULT}"
    try:
        # RTF is ASCII; the few writers that put raw bytes into it mean the document's code page.
        text = rtf_to_text(content.decode(encoding), encoding=encoding, errors="strict")
    except (UnicodeError, LookupError) as error:
        raise ReadError(Reason.UNDECODABLE, f"Its characters are not those of {encoding}.") from error
    except (ValueError, IndexError, KeyError, TypeError, OverflowError) as error:
        raise ReadError(Reason.MALFORMED, f"The RTF document is damaged ({error}).") from error
    if len(text) > limits.characters:
        raise ReadError(Reason.TOO_LARGE, f"It has more than the {limits.characters:,} characters allowed.")
    composer = Composer()
    for is_table, lines in groupby(text.split("\n"), key=_is_row):
        if is_table:
            composer.add_table([line.split("|") for line in lines])
        else:
            for line in lines:
                composer.add_paragraph(line)
    return composer.finish(encoding)


def _is_row(line: str) -> bool:
    """Tell the rows of a table, in which every cell ends with a bar."""
    return line.count("|") > 1 and line.endswith("|")
