"""`readiness worksheet`: figures, checks and a reading in words; nothing is refused silently."""

import json
from pathlib import Path

import pytest

from tests.catalog.small_worksheet import FILLED, write_with_worksheet
from tests.cli.conftest import Call, Finished

ANSWERS = """\
questionnaire: small
answers: {PRF-01: businesses, PRF-02: false, LOG-01: 4, LOG-02: 50}
"""


@pytest.fixture
def worksheet(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Call `readiness worksheet` for the small worksheet with a text of inputs."""
    write_with_worksheet(tmp_path / "questionnaires")
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", str(tmp_path / "questionnaires"))

    def run(inputs: str, *arguments: object, code: str = "COST") -> Finished:
        file = tmp_path / "inputs.yaml"
        file.write_text(inputs, encoding="utf-8")
        return call("worksheet", "small@2026.1.0", code, file, *arguments)

    return run


def lines(**changed: object) -> str:
    return "".join(f"{name}: {json.dumps(v)}\n" for name, v in (FILLED | changed).items())


def words(done: Finished) -> str:
    return " ".join(done.text.split())


def test_figures_are_printed_for_each_horizon_with_the_reading(worksheet: Call) -> None:
    done = worksheet(lines(horizon=1))
    assert (done.code, done.err) == (0, "")
    page = words(done)
    assert page.startswith("Cost: The first (EUR) A year 2,000.00 Fees – Share 50.0")
    assert "1 year 3 years 5 years" in page
    assert "Total 2,600 5,247 7,297" in page
    assert "[amber, 1 year] A short time." in page
    assert "Cheap: EUR 5,247 in all." in page
    assert "Missing" not in page


def test_what_is_missing_and_assumed_is_named(worksheet: Call) -> None:
    done = worksheet("setup: 60000\nrent: 100\n", "--sheet", "second")
    assert (done.code, done.err) == (0, "")
    page = words(done)
    assert page.startswith("Cost: The second (EUR)")
    assert "Total – –" in page
    assert "[open, 3 years] dear cannot be told yet" in page
    assert "What the figures say cannot be told yet." in page
    assert "Missing: Change (change); Rate (rate)" in page
    assert "Assumed: Saving (saving); Are you sure? (sure)" in page


def test_red_and_notes_are_said_in_words(worksheet: Call) -> None:
    page = words(worksheet(lines(setup=200_000, fees=3)))
    assert "[red, 3 years] Far too dear." in page
    assert "Costly: EUR 2,000.00 a year, EUR 206,297 over five." in page
    assert "Fees come on top." in page


def test_findings_come_from_a_file_of_answers(worksheet: Call, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(ANSWERS, encoding="utf-8")
    typed = lines(setup=1500)
    assert "The finding speaks for it." not in words(worksheet(typed))
    assert "The finding speaks for it." in words(worksheet(typed, "--answers", answers))


def test_refused_inputs_are_said_at_their_line_and_the_rest_is_printed(worksheet: Call) -> None:
    done = worksheet("setup: -1\nrent: many\nrate: 0.125\nhorizon: 0\nstup: 3\n")
    assert done.code == 1
    assert done.err.splitlines() == [
        "inputs.yaml:1:8: out_of_range: -1 is outside what C1 can be; "
        "give a figure from 0 to 1000000 (EUR)",
        "inputs.yaml:2:7: wrong_type: 'many' is not a figure for R1; "
        "give a figure from 0 to 1000000 (EUR); leave it out while it is not known",
        "inputs.yaml:3:7: too_many_decimals: 0.125 is finer than K2 is asked; round to 2 decimals",
        "inputs.yaml:4:10: out_of_range: 0 is outside what K3 can be; "
        "give a figure from 1 to 15 (years)",
        "inputs.yaml:5:1: unknown_input: COST has no input 'stup'; did you mean 'setup'?",
    ]
    assert "Missing: Set-up (setup); Rent (rent); Change (change); Rate (rate)" in words(done)


def test_json_is_the_whole_result(worksheet: Call) -> None:
    done = worksheet(lines(), "--format", "json")
    assert (done.code, done.err) == (0, "")
    result = json.loads(done.text)
    assert (result["complete"], result["reading"]) == (True, "cheap")
    assert result["receipt"][0]["with_figures"] == "2000.1 - 0.1"


@pytest.mark.parametrize(
    ("inputs", "arguments", "code", "error"),
    [
        ("{}", (), "COTS", "unknown_reference: There is no worksheet 'COTS'. Did you mean 'COST'?"),
        ("{}", ("--sheet", "frist"), "COST", "There is no sheet 'frist'. Did you mean 'first'?"),
        ("{}", ("--language", "de"), "COST", "There is no language 'de'. Use one of en"),
        ("[1]", (), "COST", "wrong_value: the file is not a mapping"),
        ("rent: 1.10", (), "COST", "ambiguous_number: 1.10 would not be read as it is written"),
        ("rent: 1e400", (), "COST", "ambiguous_number: 1e400 would not be read"),
        ("rent: 1\nrent: 2", (), "COST", "duplicate_key"),
        ("", (), "COST", "empty_value"),
    ],
)
def test_what_cannot_be_calculated_is_refused_clearly(
    worksheet: Call, inputs: str, arguments: tuple[str, ...], code: str, error: str
) -> None:
    done = worksheet(inputs, *arguments, code=code)
    assert (done.code, done.out) == (1, b"")
    assert error in done.err


def test_a_questionnaire_without_worksheets_says_so(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "inputs.yaml"
    file.write_text("{}", encoding="utf-8")
    done = call("worksheet", "d2c-readiness", "TCO", file)
    assert (done.code, done.out) == (1, b"")
    assert "There is no worksheet 'TCO'. The questionnaire has no worksheet" in done.err
