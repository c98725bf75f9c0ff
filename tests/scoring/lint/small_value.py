"""The small questionnaire as plain values, to be spoilt in one place."""

from copy import deepcopy
from typing import Any

from readiness.catalog.documents import MAX_QUESTIONNAIRE_BYTES
from readiness.catalog.strict_yaml import read_document
from readiness.scoring import Problem, Questionnaire
from readiness.scoring.lint import lint
from tests.catalog.small_questionnaire import FILES


def _read(name: str) -> Any:
    return read_document(FILES[name].encode(), name, limit=MAX_QUESTIONNAIRE_BYTES).value


_TEXTS = {"texts": {"en": _read("texts/en.yaml") | _read("texts/en.rules.yaml")}}
_SOUND: dict[str, Any] = (
    _read("questionnaire.yaml") | _read("rules.yaml") | _read("sources.yaml") | _TEXTS
)


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The small questionnaire with another value in one place; `...` removes it."""
    value = deepcopy(_SOUND)
    holder: Any = value
    for part in path[:-1]:
        holder = holder[part]
    if to is ...:
        del holder[path[-1]]
    elif isinstance(holder, list) and path[-1] == len(holder):
        holder.append(to)
    else:
        holder[path[-1]] = to
    return value


def linted(value: dict[str, Any]) -> tuple[Problem, ...]:
    """The problems of a questionnaire given as plain values."""
    return lint(Questionnaire.model_validate(value))
