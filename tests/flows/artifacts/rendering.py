"""What a reader of a page of Markdown sees: its text, and the HTML elements that make it."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown_it import MarkdownIt

HOSTILE = (
    "<img src=x onerror=\"document.title='taken'\">",
    "<script>document.title='taken'</script>",
    "<!-- the rest is gone",
    "[click](javascript:document.title='taken')",
    "[a](http://evil.example/x) and http://evil.example/y or www.evil.example",
    "![i](http://evil.example/i.png)",
    "[x]: http://evil.example/z",
    "a | b || c",
    "# Heading",
    "1. first",
    "- item\n- item\n\n===",
    "*bold* _it_ `code` ~~gone~~ **",
    "&lt;b&gt; &#x3C;i&#x3E;",
    "$x^2$ ```mermaid",
    "abc\u202egnp.exe \u2066x",
    "\x1b[31mred\x1b[0m \x07 \x00 \ud800",
    "back\\slash \\[x](http://evil.example)",
    "x" * 5_000,
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str) -> tuple[str, set[str]]:
    """Render a page as the UI does, with HTML let through; return its text and its elements."""
    page = _Page()
    page.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
    page.close()
    return page.text, page.elements
