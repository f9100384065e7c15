"""What `extract()` costs on text made to be dear: how the time grows when the text grows fourfold.

`python -m benchmarks.hostile` prints for every text the seconds of a small one and the ratio of a text four
times as long to it: 4 is linear, 16 quadratic.
"""

from __future__ import annotations

import argparse
from time import process_time

from extractors.extract import extract
from extractors.identity import content_sha256, document_id
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.read import read

GROWTH = 4
PIECES = {
    "names in names": "Treaty on the ",
    "a line of commas": ",",
    "a line of capitals": "A ",
    "one endless word": "a",
    "acronyms": "Lakes Bridges Office (LBO) ",
    "resolutions": "resolutions 72/7, 73/9 and ",
    "dates": "on 3, 4, 5 and 6 May to ",
    "ministers": "Foreign Minister of the Ministry of Trade of ",
    "meetings": "the conference of the meeting of the summit in ",
    "visits": "his visit to Norway and Sweden and the meeting in Oslo, ",
    "encounters": "President Smith will visit Oslo and meet with Minister Jones, ",
    "signings": "they signed the Treaty on Fish and adopted the Oslo Plan of Action and ",
    "promises": "will work to agree to decide to ",
    "wishes": "we call upon the Parties, which urge all States, to request, and ",
    "brackets": "((((",
    "quotation marks": "“the “",
    "labels": "(a) 1. - ",
    "blank lines": "\n\n",
    "short lines": "We agree to:\n",
    "symbols": "A/RES/75/1-",
}


def document(piece: str, length: int) -> ParsedDocument:
    """Return a text of so many characters, one piece of it after another."""
    content = f"The ports. {piece * (length // len(piece))}".encode()
    digest = content_sha256(content)
    return read(RawFile(document_id(digest), digest, content, MediaType.TEXT))


def seconds(parsed: ParsedDocument) -> float:
    """Return the CPU seconds of one extraction."""
    start = process_time()
    extract(parsed)
    return process_time() - start


def main() -> None:
    """Print the time of every text and how it grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kilobytes", type=int, default=25, help="length of the small text")
    length = parser.parse_args().kilobytes * 1000
    seconds(document("They agreed to share charts. ", 100))  # the lexicons are loaded once a process
    print(f"{'':20} {'s':>7} {'growth':>7}")
    for name, piece in PIECES.items():
        small, large = (seconds(document(piece, size)) for size in (length, GROWTH * length))
        print(f"{name:20} {small:7.2f} {large / small:7.1f}")


if __name__ == "__main__":
    main()
