"""Memory that decoding a text file of one long line takes beyond the bytes and the text themselves.

`python -m benchmarks.long_line` writes such files, decodes each in a process of its own and prints a table.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from extractors.files.encoding import decode

_SENTENCES = {
    "utf-8": "The Ministers’ note says that they meet again in the spring. ",
    "cp1252": "The Ministers’ note says that they meet again in the spring. ",
    "koi8-r": "Стороны условились собраться вновь будущей весной и обсудить состояние рек. ",
}
_MEGABYTE = 10**6


def write(path: Path, encoding: str, size: int) -> None:
    """Write a file of about `size` megabytes in one line."""
    piece = (_SENTENCES[encoding] * 1000).encode(encoding)
    with path.open("wb") as file:
        for _ in range(size * _MEGABYTE // len(piece)):
            file.write(piece)


def beyond(path: Path) -> float:
    """Return the megabytes that this process needed at its peak beyond a file's bytes and its text."""
    decode("Überall wird über Flüsse gesprochen.".encode("cp1252"))  # what is loaded once, is loaded now
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    content = path.read_bytes()
    text, _ = decode(content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (1024 * (peak - before) - len(content) - sys.getsizeof(text)) / _MEGABYTE


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10, 50, 200], help="megabytes")
    parser.add_argument("--decode", type=Path, help="measure this file, in this process, and print a figure")
    options = parser.parse_args(arguments)
    if options.decode:
        print(f"{beyond(options.decode):.1f}")
        return
    print("MB beyond" + "".join(f"{size:>8} MB" for size in options.sizes))
    with tempfile.TemporaryDirectory() as folder:
        for encoding in _SENTENCES:
            figures = []
            for size in options.sizes:
                write(Path(folder) / "a.txt", encoding, size)
                command = [sys.executable, "-m", "benchmarks.long_line", "--decode", f"{folder}/a.txt"]
                figures.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            print(f"{encoding:9}" + "".join(f"{figure.strip():>11}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
