"""The OpenAPI document: what FastAPI finds in the routes, and what all routes have in common."""

from typing import Any, Final

from fastapi import FastAPI
from typing_extensions import override

from readiness.api.problems import ProblemDocument

DESCRIPTION: Final = """
Finds out whether a manufacturer can serve the users of its products directly, by which route, and
what to repair first.

Every request below `/v1` needs an API key: `Authorization: Bearer rdy_live_…`. The account comes
from the key; what belongs to another account is answered like what does not exist, with 404.

Errors are `application/problem+json` with a stable `code`, what happened in `detail`, how to mend
it in `remedy` and, for input, every problem with its JSON Pointer in `errors`. Each answer carries
an `X-Request-ID`; send your own to find it again.
"""
TAGS: Final[list[dict[str, Any]]] = [
    {"name": "questionnaires", "description": "What is asked, and the rules that judge it."},
    {"name": "scores", "description": "Answers in, result out; nothing is stored."},
    {"name": "organizations", "description": "The manufacturers an account assesses."},
    {
        "name": "assessments",
        "description": "One organization answering one questionnaire version: opened, answered "
        "in parts, submitted once, scored whole.",
    },
    {
        "name": "links",
        "description": "Private links by which people answer or read an assessment on its pages, "
        "without an account.",
    },
    {
        "name": "plans",
        "description": "What an assessment's answers could become: changed on trial, or raised at "
        "the least effort to a target; nothing is stored.",
    },
    {
        "name": "worksheets",
        "description": "Figures about money beside an assessment, kept as typed, calculated "
        "exactly and read in words; and sheets of rows, checked in the background.",
    },
    {"name": "reports", "description": "The result of a submitted assessment to read and print."},
    {
        "name": "brands",
        "description": "Name, colours, logo and words that an account's reports carry, and what "
        "an organization has instead.",
    },
    {"name": "health", "description": "For those who operate the service; no key is needed."},
]
_REFERENCES: Final = "#/components/schemas/{model}"


class DescribedApi(FastAPI):
    """An app whose document knows the one shape of errors."""

    @override
    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, built once."""
        if self.openapi_schema is None:
            document = super().openapi()
            schemas = document["components"]["schemas"]
            problem = ProblemDocument.model_json_schema(ref_template=_REFERENCES)
            schemas |= problem.pop("$defs") | {"ProblemDocument": problem}
            document["components"]["schemas"] = dict(sorted(schemas.items()))
        assert self.openapi_schema is not None  # the framework keeps what it built
        return self.openapi_schema
