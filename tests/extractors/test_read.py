"""The one door to the readers: what a ParsedDocument carries over from its file."""

from __future__ import annotations

import pytest

from extractors.errors import ReadError, Reason
from extractors.identity import content_sha256, document_id
from extractors.limits import Limits
from extractors.model import MediaType, RawFile
from extractors.read import read
from extractors.versions import PARSER_VERSION


def raw(content: bytes) -> RawFile:
    sha256 = content_sha256(content)
    return RawFile(document_id(sha256), sha256, content, MediaType.TEXT)


def test_a_text_file_is_kept_as_it_was_decoded():
    content = "\ufeffThe Parties\r\nmet.\n".encode("utf-16-le")
    parsed = read(raw(content))
    assert parsed.text == "The Parties\r\nmet.\n"
    assert parsed.encoding == "utf-16-le"
    assert parsed.pages == ()
    assert parsed.byte_count == len(content)
    assert (parsed.document_id, parsed.parser_version) == (document_id(parsed.sha256), PARSER_VERSION)


REFUSED = [
    (b" \n\t", Limits(), Reason.EMPTY),
    (b"four", Limits(byte_count=3), Reason.TOO_LARGE),
    ("четыре".encode(), Limits(characters=5), Reason.TOO_LARGE),
    (b"\xef\xbb\xbf\xff", Limits(), Reason.UNDECODABLE),
]


@pytest.mark.parametrize(("content", "limits", "reason"), REFUSED)
def test_a_file_beyond_the_limits_or_without_text_is_refused(content, limits, reason):
    with pytest.raises(ReadError) as caught:
        read(raw(content), limits)
    assert caught.value.reason is reason
