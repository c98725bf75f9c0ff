"""The blocks of the README, run as they are printed in a checkout with a running service."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.end_to_end.running_server import RunningServer
from tests.house.repository import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SET_UP = ("./scripts/serve", "./scripts/test")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A folder that has what a checkout has after set-up, with the service working in it."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    (folder / "examples").symlink_to(ROOT / "examples")
    with RunningServer(folder) as running:
        yield running


def block_with(text: str) -> str:
    """Return the one block that holds this text."""
    (found,) = [str(block) for block in BLOCKS if text in block]
    return found


def run(checkout: RunningServer, block: str) -> str:
    """Run a block as a person would, but at the port of the test's service."""
    finished = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.replace(":8000", f":{checkout.port}")],
        cwd=checkout.folder,
        env=os.environ | {"COLUMNS": "110"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_the_two_commands_are_printed_and_executable() -> None:
    for command in SET_UP:
        assert f"{command}\n" in BLOCKS
        assert os.access(ROOT / command, os.X_OK)


def test_every_block_is_tried_here() -> None:
    tried = (
        *SET_UP,
        "-o nordwerk.pdf",
        "board",
        "nordwerk-de",
        "explain",
        "blocked.yaml",
        "TCO",
        "API=",
    )
    assert all(sum(text in block for text in tried) == 1 for block in BLOCKS)
    assert len(BLOCKS) == len(tried)


def test_the_first_result_by_command_line(checkout: RunningServer) -> None:
    page = run(checkout, block_with("-o nordwerk.pdf"))
    assert "Nordwerk Elektrowerkzeuge GmbH" in page
    assert re.search(r"R1 +Own shop .*Primary route", page)
    assert "Verified" in page
    assert (checkout.folder / "nordwerk.pdf").read_bytes().startswith(b"%PDF-")
    result = json.loads((checkout.folder / "nordwerk.json").read_text("utf-8"))
    assert (result["score"], result["primary_route"]) == (69.6, "R1")


def test_the_board_gets_four_pages_slides_and_a_workbook(checkout: RunningServer) -> None:
    run(checkout, block_with("board"))
    with pypdfium2.PdfDocument(checkout.folder / "board.pdf") as report:
        assert len(report) == 4
    for name in ("board.pptx", "nordwerk.xlsx"):
        assert (checkout.folder / name).read_bytes().startswith(b"PK")


def test_the_report_in_german(checkout: RunningServer) -> None:
    run(checkout, block_with("nordwerk-de"))
    with pypdfium2.PdfDocument(checkout.folder / "nordwerk-de.pdf") as report:
        assert "Eigener Shop" in report[1].get_textpage().get_text_range()


def test_moving_to_another_platform(checkout: RunningServer) -> None:
    page = run(checkout, block_with("TCO"))
    assert "55.7" in page
    assert re.search(r"Cost of a month's delay +7,505", page)
    assert "does not pay within three years and only nearly within five" in re.sub(
        r"\s+", " ", page
    )
    assert page.endswith("some rows have errors\n")
    assert (checkout.folder / "checked.xlsx").read_bytes().startswith(b"PK")


def test_why_and_what_the_next_level_takes(checkout: RunningServer) -> None:
    page = run(checkout, block_with("explain"))
    assert "Why 69.6?" in page
    assert "it is proven" in page
    assert re.search(r"After the plan: score [\d.]+, level 5", page)


def test_a_changed_answer_closes_the_own_shop(checkout: RunningServer) -> None:
    page = run(checkout, block_with("blocked.yaml"))
    assert re.search(r"blocks +G1\b", page)
    scored = run(
        checkout, ".venv/bin/readiness score d2c-readiness blocked.yaml --format json 2>/dev/null"
    )
    result = json.loads(scored)
    assert {gate["code"]: gate["outcome"] for gate in result["gates"]}["G1"] == "block"
    own_shop = next(route for route in result["routes"] if route["code"] == "R1")
    assert (own_shop["verdict"], own_shop["blocked_by"]) == ("blocked", ["G1"])
    assert result["primary_route"] != "R1"


def test_the_first_result_by_rest(checkout: RunningServer) -> None:
    missing, primary_route = run(checkout, block_with("API=")).splitlines()
    assert (missing, primary_route) == ("[]", "R1")
    report = (checkout.folder / "report.pdf").read_bytes()
    assert report.startswith(b"%PDF-")


def test_the_addresses_named_are_served(checkout: RunningServer) -> None:
    named = set(re.findall(r"http://127\.0\.0\.1:8000(/[a-z]+)\b", README))
    with checkout.client() as client:
        for path in named - {"/v1"}:
            assert client.get(path).status_code == 200


def test_every_page_linked_is_there() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", README)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []
