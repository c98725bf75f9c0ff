"""Two hundred clients at once, each on a connection it keeps: all served, nothing lost."""

import asyncio
import time
from dataclasses import dataclass, field

import httpx2

from tests.end_to_end.running_server import ANSWER_SECONDS, RunningServer

CLIENTS = 200
SECONDS = 4.0
LONGEST_WAIT_SECONDS = 5.0
LEAST_REQUESTS = 2
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
            if step % 8 == 0:
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


def seconds_of_one_request(server: RunningServer) -> float:
    """Return what a request takes on this machine at this hour when nobody else asks."""
    with server.client() as client:
        client.get("/v1/questionnaires")
        started = time.monotonic()
        for _ in range(20):
            client.get("/v1/organizations")
        return (time.monotonic() - started) / 20


def test_two_hundred_clients_are_served_without_a_stall(server: RunningServer) -> None:
    allowed = max(LONGEST_WAIT_SECONDS, 3 * CLIENTS * seconds_of_one_request(server))
    visitors = asyncio.run(two_hundred_visits(server))
    assert all(len(visitor.waits) >= LEAST_REQUESTS for visitor in visitors)
    assert max(wait for visitor in visitors for wait in visitor.waits) < allowed
    with server.client() as client:
        definition = client.get("/v1/questionnaires/d2c-readiness").json()
        ids = {question["code"]: question["id"] for question in definition["questions"]}
        for visitor in visitors:
            stored = client.get(f"/v1/assessments/{visitor.assessment}/answers").json()["answers"]
            assert stored == {ids[code]: value for code, value in visitor.acknowledged.items()}
