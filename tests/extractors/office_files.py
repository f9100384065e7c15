"""Office documents made by hand, small enough to be read in the test."""

from __future__ import annotations

import io
import zipfile

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = "application/vnd.oasis.opendocument.text"


def archive(**parts: str | bytes) -> bytes:
    """Return a ZIP archive; `__` in a name is a slash and `_xml` its ending."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def word(body: str, **parts: str) -> bytes:
    """Return a DOCX file; parts other than the body by name, such as `word__footnotes_xml`."""
    root = f'<w:{{0}} xmlns:w="{WORD_NAMESPACE}">{{1}}</w:{{0}}>'
    wrapped = {
        name: root.format(name.removeprefix("word__").removesuffix("_xml"), part)
        for name, part in parts.items()
    }
    document = root.format("document", f"<w:body>{body}</w:body>")
    return archive(word__document_xml=document, **wrapped)


def paragraph(text: str, properties: str = "") -> str:
    """Return a Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def in_list(level: int, list_id: int = 1) -> str:
    """Return the properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def open_document(body: str, styles: str = "") -> bytes:
    """Return an ODT file."""
    names = " ".join(
        f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table", "style", "drawing")
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", _ODT)
        file.writestr("content.xml", content)
    return buffer.getvalue()
