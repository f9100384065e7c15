"""Text recognition of scanned PDFs by OCRmyPDF, where that command is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from extractors.confinement import die_with_parent
from extractors.errors import ReadError, Reason

COMMAND = "ocrmypdf"
_LANGUAGES = ("eng", "rus")
_MISSING_LANGUAGE = 3  # exit code: a dependency is missing, a language among them
_ENCRYPTED = 8


def is_installed() -> bool:
    """Tell whether the command can be found."""
    return shutil.which(COMMAND) is not None


def recognised(content: bytes) -> bytes:
    """Return a PDF with a text layer recognised from the images of its pages.

    A text layer that is there already is replaced. Raises ReadError: no_text_layer where the command
    is not installed or fails; encrypted.
    """
    command = shutil.which(COMMAND)
    if command is None:
        raise ReadError(Reason.NO_TEXT_LAYER, f"Its text is an image, and {COMMAND} is not installed.")
    with tempfile.TemporaryDirectory(prefix="chancery-ocr-") as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(content)
        for languages in (_LANGUAGES, _LANGUAGES[:1]):
            status = _run(command, languages, source, target, Path(folder))
            if status != _MISSING_LANGUAGE:
                break
        if status == _ENCRYPTED:
            raise ReadError(Reason.ENCRYPTED, "It opens only with a password.")
        if not target.exists():
            raise ReadError(Reason.NO_TEXT_LAYER, f"Its text is an image, and {COMMAND} failed ({status}).")
        return target.read_bytes()


def _run(command: str, languages: tuple[str, ...], source: Path, target: Path, folder: Path) -> int:
    """Run the command, which is killed with this process and its group, and return its status."""
    options = ["--force-ocr", "--output-type", "pdf", "--optimize", "0", "--jobs", "1", "--quiet"]
    return subprocess.run(  # noqa: S603  (the command is found on the PATH, its arguments are ours)
        [command, *options, "--language", "+".join(languages), str(source), str(target)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        preexec_fn=die_with_parent,
        check=False,
    ).returncode
