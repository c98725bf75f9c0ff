"""The ZIP of a batch: names no file system stumbles over, a list no spreadsheet acts on."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

import pytest

from readiness.services.batch_archive import Archive, contents_csv, file_name

HOSTILE = [
    ("../../etc/passwd", "etc_passwd"),
    ("..\\..\\Windows\\System32", "Windows_System32"),
    ("a\0b\x1b[31m\u202egnp.exe\u2066", "a_b_31m_gnp_exe"),
    ("🏭🔧", "organization"),
    ("", "organization"),
    (" . ", "organization"),
    ("CON.GmbH", "CON_GmbH"),
    ("Müller & Söhne (Süd), GmbH", "Müller_&_Söhne_(Süd),_GmbH"),
    ("Mu\u0308ller", "Müller"),
    ("株式会社 工具", "株式会社_工具"),
    ("شركة الأدوات", "شركة_الأدوات"),
    ('-rf "$(reboot)" *?<>|:', "-rf_(reboot)"),
]


@pytest.mark.parametrize(("organization", "kept"), HOSTILE)
def test_a_name_keeps_what_is_safe_and_legible(organization: str, kept: str) -> None:
    assert file_name(7, organization, "de") == f"0007_{kept}_de.pdf"


@pytest.mark.parametrize("letter", ["x", "ü", "工", "𐍈"])
def test_a_long_name_stays_within_what_file_systems_take(letter: str) -> None:
    name = file_name(2000, letter * 300, "de")
    assert len(name.encode()) <= 140
    assert name.startswith(f"2000_{letter * 30}")


def test_equal_names_stay_apart_also_where_case_does_not_count() -> None:
    names = {file_name(n, each, "de").casefold() for n, each in enumerate(["Werk", "WERK", "Werk"])}
    assert len(names) == 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''@"])
def test_a_cell_that_would_be_a_formula_is_disarmed(start: str) -> None:
    cell = f'{start}HYPERLINK("https://evil.example")'
    listed = contents_csv([("1", cell, "Müller, Söhne")])
    assert listed.startswith(b"\xef\xbb\xbf")
    (_, row) = csv.reader(io.StringIO(listed.decode("utf-8-sig"), newline=""))
    assert row == ["1", f"'{cell}", "Müller, Söhne"]


def packed() -> bytes:
    target = io.BytesIO()
    with Archive(target) as archive:
        archive.add("0001_Süd_de.pdf", b"%PDF-1.7")
        archive.add("0002_工_de.pdf", b"%PDF-1.7 other")
    return target.getvalue()


def test_the_same_members_give_the_same_bytes() -> None:
    assert packed() == packed()
    archive = ZipFile(io.BytesIO(packed()))
    assert archive.testzip() is None
    assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    assert archive.namelist() == ["0001_Süd_de.pdf", "0002_工_de.pdf"]
