"""The child process: every way in which a file can go wrong costs that file only."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fpdf.enums import EncryptionMethod

from extractors.errors import ReadError, Reason
from extractors.identity import content_sha256, document_id
from extractors.limits import Limits
from extractors.passwords import Passwords
from extractors.reader import ChildStartError, Reader, decode_extraction, decode_parsed
from tests.reliability.hostile_pdfs import SENTENCE, encrypted

STUB = "tests.extractors.stub_child"
LIMITS = Limits(seconds=5)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(LIMITS, module=STUB) as shared:
        yield shared


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], tuple[Path, str]]:
    def make(text: str) -> tuple[Path, str]:
        path = tmp_path / "document.txt"
        path.write_text(text, encoding="utf-8")
        return path, content_sha256(path.read_bytes())

    return make


def pid_after(reader: Reader, path: Path, sha256: str) -> int:
    return int(decode_extraction(reader.read(path, sha256).extraction_json).extractor_version)


def test_a_reading_decodes_to_what_was_read(reader, file):
    path, sha256 = file("The Parties met.\n\nThey agreed.")
    reading = reader.read(path, sha256)
    parsed = decode_parsed(reading.parsed_json)
    assert parsed.text == "The Parties met.\n\nThey agreed."
    assert [block.span.of(parsed.text) for block in parsed.blocks] == ["The Parties met.", "They agreed."]
    assert decode_extraction(reading.extraction_json).document_id == document_id(sha256)


def test_the_child_extracts_as_well(file):
    with Reader() as reader:
        reading = reader.read(*file("The Parties decide to meet again in Almaty in 2031."))
    assert decode_extraction(reading.extraction_json).sentences


def test_a_stored_parse_is_extracted_from_without_its_file(file):
    with Reader() as reader:
        path, sha256 = file("The Parties decide to meet again in Almaty in 2031.\u2028" + "Done. " * 50_000)
        first = reader.read(path, sha256)
        path.unlink()
        assert reader.extract(first.parsed_json) == first


FAILURES = [
    ("crash", Reason.CRASHED, "SIGSEGV"),
    ("exit", Reason.CRASHED, "exit status 3"),
    ("kill", Reason.OUT_OF_MEMORY, "killed the reading process twice"),
    ("abort", Reason.OUT_OF_MEMORY, "gave up"),
    ("memory", Reason.OUT_OF_MEMORY, "bytes of memory"),
    ("recurse", Reason.MALFORMED, "nested"),
    ("fail", Reason.INTERNAL, "KeyError in extraction"),
]


@pytest.mark.parametrize(("order", "reason", "detail"), FAILURES, ids=[order for order, *_ in FAILURES])
def test_a_failure_has_its_reason_and_the_next_file_is_read(reader, file, order, reason, detail):
    with pytest.raises(ReadError, match=detail) as caught:
        reader.read(*file(order))
    assert caught.value.reason is reason
    assert reader.read(*file("next")).parsed_json


def test_a_file_whose_child_was_killed_is_read_once_more(reader, file, tmp_path):
    """The system kills whom it likes when memory is short: the file it hits need not be to blame."""
    mark = tmp_path / "mark"
    assert reader.read(*file(f"kill-once {mark}")).parsed_json
    assert mark.exists()


def test_a_stored_parse_that_fails_costs_itself_only(reader, file):
    parsed = reader.read(*file("text")).parsed_json.replace(b'"text":"text"', b'"text":"crash"')
    with pytest.raises(ReadError) as caught:
        reader.extract(parsed)
    assert caught.value.reason is Reason.CRASHED
    assert reader.read(*file("next")).parsed_json


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_a_file_that_takes_too_much_processor_time_is_given_up(file):
    """Each file has its own time, however much those before it took; waiting does not count."""
    with Reader(Limits(cpu_seconds=1.5), module=STUB) as reader:
        for _ in range(3):
            assert reader.read(*file("work 0.9")).parsed_json
        with pytest.raises(ReadError, match=r"1\.5 seconds of processor time") as caught:
            reader.read(*file("work 60"))
        assert caught.value.reason is Reason.TIMED_OUT
        assert reader.read(*file("next")).parsed_json


def test_a_file_that_hangs_is_given_up_in_time(file):
    with Reader(Limits(seconds=0.5), module=STUB) as reader:
        child = pid_after(reader, *file("warm up"))
        started = time.monotonic()
        with pytest.raises(ReadError) as caught:
            reader.read(*file("hang"))
        assert caught.value.reason is Reason.TIMED_OUT
        assert time.monotonic() - started < 5
        assert pid_after(reader, *file("next")) != child


def test_passwords_are_given_to_the_files_they_are_for(tmp_path):
    path = tmp_path / "closed minutes.pdf"
    path.write_bytes(encrypted(EncryptionMethod.AES_256, "secret"))
    sha256 = content_sha256(path.read_bytes())
    for passwords in ({"closed *.pdf": "secret"}, {"*.pdf": "wrong", sha256: "secret"}):
        with Reader(passwords=Passwords(passwords)) as reader:
            assert SENTENCE in decode_parsed(reader.read(path, sha256).parsed_json).text


@pytest.mark.parametrize(
    ("passwords", "detail"),
    [
        ({"open *.pdf": "secret"}, "It opens only with a password."),
        ({"*.pdf": "wrong"}, "none of those given for it opens it"),
        ({"*.pdf": "пароль"}, "none of those given for it opens it"),
    ],
)
@pytest.mark.parametrize("method", [EncryptionMethod.RC4, EncryptionMethod.AES_256])
def test_without_its_password_an_encrypted_file_is_refused(tmp_path, method, passwords, detail):
    path = tmp_path / "closed minutes.pdf"
    path.write_bytes(encrypted(method, "secret"))
    with Reader(passwords=Passwords(passwords)) as reader, pytest.raises(ReadError, match=detail) as caught:
        reader.read(path, content_sha256(path.read_bytes()))
    assert caught.value.reason is Reason.ENCRYPTED
    assert "`passwords`" in caught.value.reason.advice


def test_the_child_is_told_what_it_needs_alone(reader, file, monkeypatch, tmp_path):
    monkeypatch.setenv("CHANCERY_PASSWORDS", '{"*": "secret"}')
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with Reader(LIMITS, module=STUB, scratch=tmp_path) as fresh:
        child = pid_after(fresh, *file("text"))
        told = Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
        command = Path(f"/proc/{child}/cmdline").read_bytes()
    names = {entry.split(b"=")[0] for entry in told}
    assert {b"PATH", b"LC_ALL", b"TMPDIR"} <= names
    assert not any(b"secret" in entry for entry in (*told, command))


def test_what_a_killed_child_leaves_goes_with_it(file, tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with Reader(Limits(seconds=0.5), module=STUB, scratch=scratch) as reader:
        with pytest.raises(ReadError):
            reader.read(*file("litter"))
        assert list(scratch.iterdir()) == []
        assert reader.read(*file("next")).parsed_json
    assert list(scratch.iterdir()) == []


def test_stray_prints_do_not_reach_the_replies(reader, file):
    assert reader.read(*file("print")).parsed_json
    assert reader.read(*file("next")).parsed_json


def test_a_file_that_changed_is_refused(reader, file):
    path, sha256 = file("one")
    path.write_text("two", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        reader.read(path, sha256)
    assert caught.value.reason is Reason.CHANGED


def test_what_is_no_readable_file_is_refused(reader, tmp_path):
    with pytest.raises(ReadError) as caught:
        reader.read(tmp_path / "missing.txt", "0" * 64)
    assert caught.value.reason is Reason.UNREADABLE
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError) as caught:
        reader.read(tmp_path / "pipe", "0" * 64)
    assert caught.value.reason is Reason.NOT_A_FILE


def test_a_file_over_the_limit_is_refused_before_it_is_read(file):
    with Reader(Limits(byte_count=3), module=STUB) as reader, pytest.raises(ReadError) as caught:
        reader.read(*file("four"))
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.skipif(sys.platform != "linux", reason="other systems forbid such names")
def test_a_path_that_is_not_utf_8_is_read(reader, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xe9.txt"))
    path.write_bytes(b"text")
    assert reader.read(path, content_sha256(b"text")).parsed_json


def test_a_child_that_died_between_files_is_replaced(reader, file):
    child = pid_after(reader, *file("first"))
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert pid_after(reader, *file("second")) != child


def test_a_child_is_replaced_after_so_many_files(file):
    path, sha256 = file("text")
    path = path.rename(path.with_suffix(".pdf"))
    with Reader(LIMITS, files_per_child=2, module=STUB) as reader:
        one, two, three = (pid_after(reader, path, sha256) for _ in range(3))
    assert one == two != three


def test_plain_texts_wear_a_child_out_more_slowly(file):
    path, sha256 = file("text")
    with Reader(LIMITS, files_per_child=1, module=STUB) as reader:
        *first, last = (pid_after(reader, path, sha256) for _ in range(21))
    assert len(set(first)) == 1 and last not in first


def test_closing_ends_the_child(file):
    with Reader(LIMITS, module=STUB) as reader:
        child = pid_after(reader, *file("text"))
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_threads_with_a_reader_each_do_not_disturb_one_another(tmp_path):
    texts: dict[int, list[str]] = {}

    def work(number: int) -> None:
        with Reader(LIMITS, module=STUB) as reader:
            for i in range(5):
                path = tmp_path / f"{number}-{i}.txt"
                path.write_text(f"thread {number} file {i}", encoding="utf-8")
                reading = reader.read(path, content_sha256(path.read_bytes()))
                texts.setdefault(number, []).append(decode_parsed(reading.parsed_json).text)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == {n: [f"thread {n} file {i}" for i in range(5)] for n in range(3)}


def test_a_child_that_cannot_start_is_no_fault_of_the_file(file):
    with Reader(LIMITS, module="extractors.no_such_module") as reader, pytest.raises(ChildStartError):
        reader.read(*file("text"))
