"""Two hundred clients at once, each on a connection it keeps: all served, nothing lost."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2

from tests.end_to_end.running_server import ANSWER_SECONDS, RunningServer

CLIENTS = 200
SECONDS = 4.0
LONGEST_WAIT_SECONDS = 5.0
LEAST_REQUESTS = 2
RESULT_EVERY = 8
QUESTIONS = ("STR-01", "STR-03", "LOG-01", "COM-01")


@dataclass
class Visitor:
    """One client's assessment, what was acknowledged to it, and how long it had to wait."""

    assessment: str
    acknowledged: dict[str, int] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    async def ask(
        self, client: httpx2.AsyncClient, method: str, path: str, **options: object
    ) -> None:
        """Send one request, which must be answered with success."""
        started = time.monotonic()
        answer = await client.request(method, path, **options)  # type: ignore[arg-type] # passed on
        self.waits.append(time.monotonic() - started)
        assert answer.is_success, answer.text

    async def visit(self, client: httpx2.AsyncClient, number: int, until: float) -> None:
        """Read and save in turn."""
        path = f"/v1/assessments/{self.assessment}"
        step = number
        while time.monotonic() < until:
            question, value = QUESTIONS[step % len(QUESTIONS)], step % 5
            await self.ask(client, "PATCH", f"{path}/answers", json={"answers": {question: value}})
            self.acknowledged[question] = value
            await self.ask(client, "GET", path)
            if step % 4 == 0:
                await self.ask(client, "GET", f"{path}/answers")
            if step % RESULT_EVERY == 0:
                await self.ask(client, "GET", f"{path}/result")
            step += 1


async def two_hundred_visits(server: RunningServer) -> list[Visitor]:
    """Let all clients loose at the same moment and return what they saw."""
    limits = httpx2.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    async with httpx2.AsyncClient(
        base_url=server.address,
        headers={"Authorization": f"Bearer {server.key}"},
        limits=limits,
        timeout=ANSWER_SECONDS,
    ) as client:
        visitors = await asyncio.gather(*(arrive(client, number) for number in range(CLIENTS)))
        until = time.monotonic() + SECONDS
        await asyncio.gather(
            *(visitor.visit(client, number, until) for number, visitor in enumerate(visitors))
        )
        return list(visitors)


async def arrive(client: httpx2.AsyncClient, number: int) -> Visitor:
    """Add an organization of one's own and open an assessment for it."""
    organization = await client.post("/v1/organizations", json={"name": f"Visitor {number}"})
    assessment = await client.post(
        "/v1/assessments",
        json={"organization_id": organization.json()["id"], "questionnaire": "d2c-readiness"},
    )
    return Visitor(assessment.json()["id"])


def longest_wait_allowed(server: RunningServer) -> float:
    """Return seconds that are no stall on this machine at this hour, whatever else runs on it.

    Measured alone first: what a plain request takes, and a live result, which is computed one at a
    time and which every eighth client asks for at once.
    """
    with server.client() as client:
        organization = client.post("/v1/organizations", json={"name": "Nobody else"}).json()["id"]
        opened = {"organization_id": organization, "questionnaire": "d2c-readiness"}
        assessment = client.post("/v1/assessments", json=opened).json()["id"]
        plain = seconds_of(lambda: client.get("/v1/organizations"), times=20)
        result = seconds_of(lambda: client.get(f"/v1/assessments/{assessment}/result"), times=5)
    return max(LONGEST_WAIT_SECONDS, 3 * CLIENTS * plain, 3 * CLIENTS / RESULT_EVERY * result)


def seconds_of(ask: Callable[[], httpx2.Response], times: int) -> float:
    """Return what one of several requests takes, after a first that is not counted."""
    assert ask().is_success
    started = time.monotonic()
    for _ in range(times):
        ask()
    return (time.monotonic() - started) / times


def test_two_hundred_clients_are_served_without_a_stall(server: RunningServer) -> None:
    allowed = longest_wait_allowed(server)
    visitors = asyncio.run(two_hundred_visits(server))
    assert all(len(visitor.waits) >= LEAST_REQUESTS for visitor in visitors)
    assert max(wait for visitor in visitors for wait in visitor.waits) < allowed
    with server.client() as client:
        definition = client.get("/v1/questionnaires/d2c-readiness").json()
        ids = {question["code"]: question["id"] for question in definition["questions"]}
        for visitor in visitors:
            stored = client.get(f"/v1/assessments/{visitor.assessment}/answers").json()["answers"]
            assert stored == {ids[code]: value for code, value in visitor.acknowledged.items()}
