"""Whatever is handed in as a PDF is read, or refused with words, within bounds of memory."""

import io
import resource
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from readiness.errors import InvalidInput
from readiness.reports import opened as opening
from readiness.reports.opened import MOST_ATTACHMENTS, MOST_FILE_BYTES, OpenedReport, open_report
from readiness.reports.pdf import PdfRenderer
from tests.reports.pdf.documents import ATTACHED, CREATED, CSS, RESULT, TITLE, page

ID = "0123456789abcdef"


@pytest.fixture(scope="module")
def report(renderer: PdfRenderer) -> bytes:
    body = f"<p>Report {ID}</p><p style='break-before: page'>fedcba9876543210 and {ID}0</p>"
    return renderer.render(
        page(body), CSS, title=TITLE, language="en", created=CREATED, attachments=ATTACHED
    )


def changed(
    report: bytes, change: Callable[[pikepdf.Pdf], None], lock: pikepdf.Encryption | bool = False
) -> bytes:
    """The report after a change, saved anew."""
    with pikepdf.open(io.BytesIO(report)) as document:
        change(document)
        saved = io.BytesIO()
        document.save(saved, encryption=lock)
    return saved.getvalue()


def attach(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name] = content

    return change


def code_of(content: bytes) -> str:
    with pytest.raises(InvalidInput) as refused:
        open_report(content)
    [problem] = refused.value.problems
    assert problem.remedy
    return problem.code


def bomb(size: int) -> Callable[[pikepdf.Pdf], None]:
    """An attachment of a few kilobytes that unpacks to `size` bytes."""

    def change(document: pikepdf.Pdf) -> None:
        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(size // 1_000_000))
        attach("result.json", b"x")(document)
        stream = document.attachments["result.json"].get_file().obj
        stream.write(packed + packer.flush(), filter=pikepdf.Name.FlateDecode)

    return change


def test_attachments_and_the_ids_of_each_page_are_read(report: bytes) -> None:
    assert open_report(report) == OpenedReport(
        {"report.json": b"{}", "result.json": RESULT}, ((ID,), ("fedcba9876543210",))
    )


def test_a_report_saved_anew_reads_the_same(report: bytes) -> None:
    assert open_report(changed(report, lambda _: None)) == open_report(report)


@pytest.mark.parametrize(
    "content",
    [b"", b"no PDF at all", b"%PDF-1.7\n", b"PK\x03\x04" + b"\0" * 1000, b"\xff" * 10_000],
)
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    assert code_of(content) == "pdf_unreadable"


def told(content: bytes) -> str:
    """The code of the refusal, or "read"."""
    try:
        open_report(content)
    except InvalidInput as refused:
        return refused.problems[0].code
    return "read"


def test_a_cut_report_is_refused_or_read_for_what_is_left(report: bytes) -> None:
    for length in (len(report) // 4, len(report) // 2, len(report) - 2000):
        assert told(report[:length]) in ("read", "pdf_unreadable")


def test_an_encrypted_pdf_is_told(report: bytes) -> None:
    locked = changed(report, lambda _: None, lock=pikepdf.Encryption(user="x", owner="y"))
    assert code_of(locked) == "pdf_encrypted"


def test_an_attachment_that_unpacks_to_more_than_a_report_has_is_refused(report: bytes) -> None:
    content = changed(report, bomb(60_000_000))
    assert len(content) < 400_000
    assert code_of(content) == "pdf_too_large"


def test_a_bomb_ends_its_reader_and_not_this_process(report: bytes) -> None:
    content = changed(report, bomb(2_000_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert code_of(content) in ("pdf_too_large", "pdf_too_demanding", "pdf_unreadable")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_stream_that_claims_a_gigabyte_is_read_for_what_it_is(report: bytes) -> None:
    at = report.index(b"/Length ")
    end = report.index(b"\n", at)
    claimed = report[:at] + b"/Length 1000000000".ljust(end - at) + report[end:]
    assert told(claimed) in ("read", "pdf_unreadable")


def test_a_file_larger_than_any_report_is_not_read() -> None:
    assert code_of(b"%PDF-1.7" + b"\0" * MOST_FILE_BYTES) == "pdf_too_large"


def test_many_attachments_are_refused(report: bytes) -> None:
    def many(document: pikepdf.Pdf) -> None:
        for number in range(MOST_ATTACHMENTS):
            attach(f"{number}.json", b"{}")(document)

    assert code_of(changed(report, many)) == "pdf_too_large"


def test_many_pages_are_refused(report: bytes) -> None:
    def more(document: pikepdf.Pdf) -> None:
        for _ in range(opening.MOST_PAGES):
            document.add_blank_page()

    assert code_of(changed(report, more)) == "pdf_too_large"


def test_two_attachments_of_one_name_are_refused(report: bytes) -> None:
    def twice(document: pikepdf.Pdf) -> None:
        attach("other.json", b"{}")(document)
        document.attachments["other.json"].obj.UF = "result.json"
        document.attachments["other.json"].obj.F = "result.json"

    assert code_of(changed(report, twice)) == "pdf_ambiguous"
