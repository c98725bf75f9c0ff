"""The OpenAPI document is true: whatever is sent, sound or not, the answer is one it describes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)
from starlette.testclient import TestClient

from readiness.api.brands import LOGO_TYPES
from readiness.api.sheet_uploads import XLSX
from readiness.app import create_app
from readiness.settings import Settings
from tests.api.conftest import Caller

SENT = ("method", "url", "headers", "params", "cookies", "data", "json", "files")
# Sound in form, but right or wrong by the questionnaire or by the page before.
JUDGED_BY_CONTENT = {
    "score_answers",
    "save_answers",
    "simulate_answers",
    "fill_worksheet",
    "list_organizations",
    "list_assessments",
    "list_uploads",
    "issue_link",
    "list_links",
    "list_reports",
    *(
        f"{verb}{of}"
        for verb in ("put_brand", "delete_brand", "put_logo", "delete_logo", "preview_brand")
        for of in ("", "_of_organization")
    ),
    "start_report_batch",
    "list_report_batches",
}


@schemathesis.serializer(XLSX, *LOGO_TYPES)
def as_it_is(_context: Any, value: Any) -> bytes:
    """Return what is to be sent as a workbook or a logo, whatever it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


document = create_app(Settings()).openapi()
everything = schemathesis.openapi.from_dict(document)
about_one_thing = everything.include(path_regex=r"_id}", method=["GET", "PATCH", "POST"])
bounded = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def things(caller: Caller, company: dict[str, Any]) -> dict[str, str]:
    """An organization, an assessment being answered and its link, a submitted one, by id."""
    open_one, submitted = caller.new_assessment(), caller.new_assessment()
    caller("PATCH", f"/assessments/{submitted}/answers", json={"answers": company})
    caller("POST", f"/assessments/{submitted}/submit")
    organization = caller("GET", f"/assessments/{open_one}").json()["organization_id"]
    link = caller("POST", f"/assessments/{open_one}/links", json={"purpose": "read"}).json()
    return {
        "organization_id": organization,
        "assessment_id": open_one,
        "submitted": submitted,
        "link_id": link["id"],
    }


@everything.parametrize()
@bounded
def test_every_answer_is_described(case: Any, client: TestClient, key: str) -> None:
    excluded = [ignored_auth]  # it would call a server; test_refusals shows that no route lacks it
    if operation_id(case) in JUDGED_BY_CONTENT:
        excluded.append(positive_data_acceptance)
    send_and_check(case, client, key, excluded)


@about_one_thing.parametrize()
@bounded
def test_every_answer_about_something_there_is_described(
    case: Any, client: TestClient, key: str, things: dict[str, str]
) -> None:
    known = dict(things)
    if operation_id(case) in {"get_result", "get_report", "submit_assessment"}:
        known["assessment_id"] = known["submitted"]
    case.path_parameters = {
        name: known.get(name, value) for name, value in (case.path_parameters or {}).items()
    }
    send_and_check(
        case, client, key, [ignored_auth, positive_data_acceptance, negative_data_rejection]
    )


def operation_id(case: Any) -> str:
    """Return what the document calls the operation."""
    return str(case.operation.definition.raw["operationId"])


def send_and_check(
    case: Any, client: TestClient, key: str, excluded: list[Callable[..., Any]]
) -> None:
    """Send exactly the bytes of the case to the app and hold the answer against the document."""
    case.headers = {**(case.headers or {}), "Authorization": f"Bearer {key}"}
    if operation_id(case).startswith("preview_brand"):
        case.headers["Accept"] = "text/html"  # a PDF of each would take minutes
    wanted = case.as_transport_kwargs(base_url="http://testserver")
    request = requests.Request(**{name: wanted.get(name) for name in SENT}).prepare()
    body = request.body
    assert body is None or isinstance(body, str | bytes)
    response = client.request(
        request.method or "",
        request.url or "",
        headers={raw(name): raw(value) for name, value in request.headers.items()},
        content=body,
    )
    case.validate_response(response, excluded_checks=excluded)


def raw(text: str | bytes) -> bytes:
    """Return a header's text as the bytes that travel."""
    return text if isinstance(text, bytes) else text.encode("latin-1")


def operations() -> list[dict[str, Any]]:
    """Return every operation of the document."""
    return [operation for item in document["paths"].values() for operation in item.values()]


def test_every_operation_has_a_name_of_its_own_and_is_explained() -> None:
    names = [operation["operationId"] for operation in operations()]
    assert len(names) == len(set(names))
    for operation in operations():
        assert operation["summary"]
        assert operation["description"]
        assert all(parameter["description"] for parameter in operation.get("parameters", []))


def test_every_tag_is_described() -> None:
    described = {tag["name"] for tag in document["tags"] if tag["description"]}
    assert {tag for operation in operations() for tag in operation["tags"]} == described


def test_every_problem_has_the_one_shape() -> None:
    shape = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
    for operation in operations():
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert response["content"] == {"application/problem+json": shape}


def test_every_text_that_is_sent_has_a_limit() -> None:
    unlimited = [
        f"{operation['operationId']}.{parameter['name']}"
        for operation in operations()
        for parameter in operation.get("parameters", [])
        if not limited(parameter["schema"])
    ]
    bodies = ("ScoreRequest", "NewOrganization", "OrganizationChange", "NewAssessment")
    of_links = ("NewLink", "NewRespondent", "LinkRenewal")
    for name in (*bodies, *of_links, "AnswersChange", "OrganizationBrief", "NewReportBatch"):
        schema = document["components"]["schemas"][name]
        assert schema["additionalProperties"] is False
        unlimited += [
            f"{name}.{member}" for member, part in schema["properties"].items() if not limited(part)
        ]
    assert unlimited == []


def limited(schema: dict[str, Any]) -> bool:
    """Tell whether what a schema accepts has an end; references lead to schemas checked apart."""
    if "anyOf" in schema:
        return all(limited(branch) for branch in schema["anyOf"])
    if schema.get("type") == "string":
        return bool({"maxLength", "enum", "pattern"} & schema.keys())
    if schema.get("type") == "integer":
        return {"minimum", "maximum"} <= schema.keys()
    if schema.get("type") == "object":
        return "maxProperties" in schema
    return True
