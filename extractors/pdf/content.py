"""A page's content stream, carried out for what it draws: pdfminer's interpreter without its overhead.

pdfminer reads a stream one token and one method call at a time, logs each and keeps colours that
nobody asks for. Here one regular expression finds the tokens, and what neither moves nor shows
anything is skipped. The characters and their places are those that pdfminer finds.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, PSLiteral
from pdfminer.utils import decode_text

_NUMBER, _STRING, _HEX, _NAME, _OPERATOR, _OPENS, _CLOSES, _LONG_STRING = range(1, 9)
_TOKEN = re.compile(
    rb"([+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|\(([^()\\]*)\)"
    rb"|<(?!<)([0-9A-Fa-f\s]*)>?"
    rb"|/([^/%\[\]()<>{}\s]*)"
    rb"|([A-Za-z][^#/%\[\]()<>{}\s]*|['\"])"
    rb"|(\[|\{|<<)"
    rb"|(\]|\}|>>)"
    rb"|(\()"
    rb"|%[^\r\n]*"
)
_STRING_PART = re.compile(rb"[^()\\]+|[()]|\\(?:([0-7]{1,3})|\r\n|([\s\S])|\Z)")
_ESCAPES = {
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"f": b"\f",
    b"r": b"\r",
    b"(": b"(",
    b")": b")",
    b"\\": b"\\",
}
_HEX_CODE = re.compile(rb"#([0-9A-Fa-f]{1,2})")
_WHITE = re.compile(rb"\s+")
_END_OF_IMAGE = {False: re.compile(rb"EI(?:\s|\Z)"), True: re.compile(rb"~>")}
_ASCII85 = (LIT("A85"), LIT("ASCII85Decode"))
# Colours, line styles and marked content change neither the letters nor where they stand.
_IDLE = frozenset(b"CS cs SC SCN sc scn G g RG rg K k J j M d ri i gs sh MP DP BX EX".split())
_NAMES = {"f*": "f_a", "B*": "B_a", "b*": "b_a", "W*": "W_a", "T*": "T_a", "'": "_q", '"': "_w"}


class Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    """Carries out the operators of a page's content on a device."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out content streams, one after the other, save those that are being carried out.

        Raises what pdfminer raises on broken content, in all its variety.
        """
        self.stream_ids.clear()
        parts = []
        for reference in streams:
            stream = resolve1(reference)
            if not isinstance(stream, PDFStream):
                self.device.is_incomplete = True
            elif stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                parts.append(stream.get_data())
        self._carry_out(b"\n".join(parts))

    def _carry_out(self, content: bytes) -> None:
        position: int | None = 0
        self._operands: list[Any] = []
        self._outer: list[list[Any]] = []
        self._marked: list[bool] = []
        while position is not None:
            position = self._until_image(content, position)

    def _until_image(self, content: bytes, start: int) -> int | None:
        """Carry out the operators from `start`; return where to go on, or None at the end.

        The bytes of an image or of a string with brackets are no tokens, so the search for tokens
        begins anew after them.
        """
        operands = self._operands
        for token in _TOKEN.finditer(content, start):
            kind = token.lastindex
            if kind is None:  # a comment
                continue
            if kind <= _NAME:
                operands.append(_VALUES[kind](token[kind]))
            elif kind == _OPERATOR:
                if token[kind] == b"ID" and not self._outer:
                    return self._inline_image(content, token.end())
                self._perform(token[kind], operands)
            elif kind == _LONG_STRING:
                string, end = _string(content, token.end())
                operands.append(string)
                return end
            else:
                operands = self._operands = self._nested(kind, operands)
        return None

    def _nested(self, kind: int, operands: list[Any]) -> list[Any]:
        """Begin or end an array or a dictionary; return the list that takes what follows."""
        if kind == _OPENS:
            self._outer.append(operands)
            return []
        if not self._outer:
            return operands
        outer = self._outer.pop()
        outer.append(operands)
        return outer

    def _perform(self, name: bytes, operands: list[Any]) -> None:
        """Carry out an operator on the last of the operands; without enough of them it is skipped."""
        if self._outer:  # a word within an array
            return
        known = _OPERATORS.get(name)
        if known is not None:
            method, count = known
            if count <= len(operands):
                method(self, *(operands[-count:] if count else ()))
        operands.clear()

    def _inline_image(self, content: bytes, start: int) -> int | None:
        ascii85 = any(f in _ASCII85 for operand in self._operands for f in _each(operand))
        end = _END_OF_IMAGE[ascii85].search(content, start)
        self._operands.clear()
        if end is None:
            return None
        self.device.render_image("", None)
        return end.end()

    def do_BMC(self, tag: Any) -> None:
        """Begin marked content."""
        self._marked.append(False)

    def do_BDC(self, tag: Any, properties: Any) -> None:
        """Begin marked content, of which the properties may say what text it stands for."""
        text = None if True in self._marked else _actual_text(properties, self.resources)
        self._marked.append(text is not None)
        if text is not None:
            self.device.replace_text(text)

    def do_EMC(self) -> None:
        """End marked content."""
        if self._marked and self._marked.pop():
            self.device.end_replacing()

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:
        """Set the font. Where a damaged file lacks it there is none, for its letters have no widths."""
        super().do_Tf(fontid, fontsize)
        font = self.textstate.font
        if not font.descriptor and getattr(font, "basefont", "") == "unknown":
            self.textstate.font = None

    def do_TJ(self, seq: Any) -> None:
        """Show text. pdfminer copies the graphics state each time, for its colours."""
        if self.textstate.font is None:
            self.device.is_incomplete = True
        elif isinstance(seq, list):
            self.device.render_string(self.textstate, seq, None, None)

    def get_current_state(self) -> tuple[Any, Any, Any]:
        """Return what is to be restored later; the colours and line styles are nobody's concern."""
        return self.ctm, self.textstate.copy(), self.graphicstate


def _operators() -> dict[bytes, tuple[Callable[..., None], int]]:
    """Return every operator's method and number of operands."""
    signs = {method: sign for sign, method in _NAMES.items()}
    found = {}
    for attribute in dir(Interpreter):
        name = attribute.removeprefix("do_")
        if name != attribute and (sign := signs.get(name, name).encode()) not in _IDLE:
            method = getattr(Interpreter, attribute)
            found[sign] = method, method.__code__.co_argcount - 1
    return {sign: known for sign, known in found.items() if sign not in (b"BI", b"ID", b"EI")}


_OPERATORS = _operators()


def _each(operand: Any) -> Sequence[Any]:
    return operand if isinstance(operand, list) else (operand,)


def _actual_text(properties: Any, resources: Any) -> str | None:
    """Return the /ActualText among the properties of marked content, written out or named."""
    entries: Any = None
    if isinstance(properties, list):  # of a dictionary the names and values in turn
        keys = [key.name if isinstance(key, PSLiteral) else None for key in properties[::2]]
        entries = dict(zip(keys, properties[1::2], strict=False))
    elif isinstance(properties, PSLiteral):
        entries = resolve1((resolve1(resources.get("Properties")) or {}).get(properties.name))
    text = resolve1(entries.get("ActualText")) if isinstance(entries, dict) else None
    if not isinstance(text, bytes):
        return None
    return "".join(c for c in decode_text(text) if c.isprintable() or c == "\xad") or None


def _literal(name: bytes) -> PSLiteral:
    if b"#" in name:
        name = _HEX_CODE.sub(lambda code: bytes((int(code[1], 16),)), name)
    try:
        return LIT(name.decode())
    except UnicodeDecodeError:
        return LIT(name)


def _from_hex(digits: bytes) -> bytes:
    """Return the bytes of a hexadecimal string; a last digit alone is a byte, as pdfminer has it."""
    bare = _WHITE.sub(b"", digits) if not digits.isalnum() else digits
    return unhexlify(bare) if len(bare) % 2 == 0 else unhexlify(bare[:-1] + b"0" + bare[-1:])


def _string(content: bytes, start: int) -> tuple[bytes, int]:
    """Return a string with escapes or brackets in it, and where it ends."""
    pieces: list[bytes] = []
    depth = 1
    position = start
    for part in _STRING_PART.finditer(content, start):
        position = part.end()
        piece = part[0]
        if piece[0] == 0x5C:  # a backslash
            piece = bytes((int(part[1], 8) & 0xFF,)) if part[1] else _ESCAPES.get(part[2] or b"", b"")
        elif piece == b"(":
            depth += 1
        elif piece == b")":
            depth -= 1
            if not depth:
                break
        pieces.append(piece)
    return b"".join(pieces), position


_VALUES: tuple[Callable[[bytes], Any], ...] = (bytes, float, bytes, _from_hex, _literal)
"""What a token of each kind stands for, by the kind's number."""
