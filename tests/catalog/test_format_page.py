"""The page for authors names every key of the format, and its examples are read as they stand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from readiness.catalog import case_model
from readiness.catalog.case_model import CaseSheets
from readiness.catalog.schema import validated
from readiness.catalog.strict_yaml import read_document
from readiness.scoring import (
    decisions,
    indices,
    model,
    offers,
    questions,
    responsibilities,
    rules,
    sources,
    texts,
)
from readiness.scoring.worksheets import model as worksheet_model
from readiness.scoring.worksheets import table as table_model
from readiness.scoring.worksheets import texts as worksheet_texts

PAGE = (Path(__file__).parents[2] / "docs" / "questionnaire-format.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def keys() -> Iterator[str]:
    asked = (model, questions, indices, decisions, responsibilities, offers)
    worksheets = (worksheet_model, table_model, worksheet_texts)
    for module in (*asked, *worksheets, rules, sources, texts, case_model):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from kind.model_fields


def test_every_key_is_on_the_page() -> None:
    named = set(re.findall(r"\b[a-z_]+\b", " ".join(re.findall(r"`[^`\n]+`", PAGE))))
    named |= set(re.findall(r"\b([a-z_]+):", "".join(EXAMPLES)))
    assert set(keys()) - {"digest", "texts"} - named == set()


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_can_be_read(example: str) -> None:
    assert isinstance(read_document(example.encode(), "page.yaml", limit=10_000).value, dict)


def test_the_example_of_cases_fits_the_format() -> None:
    (example,) = (text for text in EXAMPLES if text.startswith("cases:"))
    value = read_document(example.encode(), "page.yaml", limit=10_000).value
    assert validated(CaseSheets, value)[1] == ()
