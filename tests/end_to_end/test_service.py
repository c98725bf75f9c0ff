"""The main job with the service as people run it: its own process, real HTTP, either engine."""

import io
import re
import time
from concurrent.futures import Future, ThreadPoolExecutor

import httpx2
import pypdfium2

from tests.end_to_end.running_server import RunningServer, example_answers, open_assessment

LONGEST_SAVE_SECONDS = 3.0
ROUNDS_ALONE = 10
SAMPLES = {
    "Nordwerk Elektrowerkzeuge GmbH",
    "Schleifkraft Bergmann KG",
    "Delta Dichtingen B.V.",
    "Holtmann Dachsysteme GmbH & Co. KG",
    "Falke Befestigung SE",
    "Werkstatt Lindner",
}


def text_of_pdf(content: bytes) -> str:
    """Return the text of all pages."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_printed_demo_key_opens_the_samples(server: RunningServer) -> None:
    printed = re.search(r"Demo API key +(rdy_live_\w+)", server.output)
    assert printed is not None
    assert printed[1] == server.key
    assert f"serves on {server.address}" in server.output
    headers = {"Authorization": f"Bearer {printed[1]}"}
    listed = httpx2.get(f"{server.address}/v1/organizations", headers=headers).json()
    assert {item["name"] for item in listed["items"]} >= SAMPLES


def test_the_printed_command_downloads_a_report(server: RunningServer) -> None:
    address = re.search(rf"-o report\.pdf ({server.address}\S+)", server.output)
    assert address is not None
    with server.client() as client:
        report = client.get(address[1])
    assert report.headers["content-type"] == "application/pdf"
    assert report.content.startswith(b"%PDF-")


def test_answers_become_a_downloaded_report(client: httpx2.Client) -> None:
    assessment = open_assessment(client, "Brückner & Söhne Werkzeugbau KG")
    saved = client.patch(
        f"/v1/assessments/{assessment}/answers", json={"answers": example_answers()}
    )
    assert saved.json()["missing"] == []
    result = client.post(f"/v1/assessments/{assessment}/submit").json()
    assert (result["score"], result["level"], result["primary_route"]) == (69.6, 4, "R1")
    report = client.get(f"/v1/assessments/{assessment}/report")
    assert report.headers["content-type"] == "application/pdf"
    text = text_of_pdf(report.content)
    assert "Brückner & Söhne Werkzeugbau KG" in text
    assert "69.6" in text


def test_a_body_of_ten_megabytes_is_refused(client: httpx2.Client) -> None:
    body = b'{"questionnaire": "d2c-readiness", "answers": {"x": "' + b"x" * 10_000_000 + b'"}}'
    headers = {"Content-Type": "application/json"}
    refused = client.post("/v1/scores", content=body, headers=headers)
    assert refused.status_code == 413
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "too_large"
    in_pieces = client.post(
        "/v1/scores", content=(body[at : at + 65_536] for at in range(0, len(body), 65_536))
    )
    assert in_pieces.status_code == 413
    assert client.get("/v1/questionnaires").status_code == 200


def test_reports_under_way_do_not_hold_up_saves(
    server: RunningServer, client: httpx2.Client
) -> None:
    waiting = open_assessment(client, "Saves while others print")
    reports = [open_submitted(client, f"Prints {number}") for number in range(6)]
    alone = max(save_and_score(client, waiting, number) for number in range(ROUNDS_ALONE))
    with ThreadPoolExecutor(len(reports)) as printers:
        printing = [printers.submit(download, server, report) for report in reports]
        waits = waits_while(client, waiting, printing)
        assert [future.result() for future in printing] == [200] * len(reports)
    assert len(waits) > ROUNDS_ALONE
    assert max(waits) < max(LONGEST_SAVE_SECONDS, 10 * alone)


def open_submitted(client: httpx2.Client, name: str) -> str:
    """Open, answer and submit an assessment; return its id."""
    assessment = open_assessment(client, name)
    client.patch(f"/v1/assessments/{assessment}/answers", json={"answers": example_answers()})
    assert client.post(f"/v1/assessments/{assessment}/submit").status_code == 200
    return assessment


def download(server: RunningServer, assessment: str) -> int:
    """Ask for a report nobody has asked for yet; return the status."""
    with server.client() as client:
        return client.get(f"/v1/assessments/{assessment}/report").status_code


def waits_while(client: httpx2.Client, assessment: str, printing: list[Future[int]]) -> list[float]:
    """Save and score answers as long as reports are printed; return the waits in seconds."""
    waits: list[float] = []
    while not all(future.done() for future in printing):
        waits.append(save_and_score(client, assessment, len(waits)))
        time.sleep(0.02)
    return waits


def save_and_score(client: httpx2.Client, assessment: str, number: int) -> float:
    """Save an answer and score a set; return how long both took in seconds."""
    started = time.monotonic()
    saved = client.patch(
        f"/v1/assessments/{assessment}/answers", json={"answers": {"LOG-01": number % 5}}
    )
    assert saved.status_code == 200
    scored = client.post(
        "/v1/scores", json={"questionnaire": "d2c-readiness", "answers": {"LOG-01": 1}}
    )
    assert scored.status_code == 200
    return time.monotonic() - started
