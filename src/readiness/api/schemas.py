"""Bodies of requests and responses; results are the core's own models."""

from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from readiness.api.request_problems import NAME_OF_OURS, ONE_LINE
from readiness.scoring import Mode

T = TypeVar("T")

ORGANIZATION_ID = "org_01M80T66NSDZSRP0X81BEGGCZ6"
ASSESSMENT_ID = "asm_01M80T66PBRGGJKK7C9KJ9DBE5"
MODE = "`quick` counts the profile and the core questions only: marked as such, never `go`."
ANSWERS_EXAMPLE: dict[str, JsonValue] = {
    "strategy.ownership": 3,
    "logistics.pick_accuracy": 99.6,
    "strategy.named_roles": ["ecommerce_lead", "product_data_owner"],
    "logistics.fulfilment_cost": "dont_know",
}


def storable(answers: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Refuse the two things no database of ours holds, wherever in the answers they stand."""
    waiting: list[Any] = [answers]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and not _is_storable(value):
            raise PydanticCustomError(
                "unstorable_text",
                "A text holds a character that cannot be stored (NUL or half of a surrogate pair).",
            )
    return answers


def _is_storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=ONE_LINE)
]
RoleName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=ONE_LINE)
]
Country = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{2}$"),
    Field(description="ISO 3166 code of two capital letters.", examples=["DE"]),
]
Reference = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=ONE_LINE),
    Field(description="Your own reference, unique in the account.", examples=["crm-4711"]),
]
Id = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NAME_OF_OURS)]
QuestionnaireReference = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120, pattern=NAME_OF_OURS),
    Field(
        description="`key` for the newest released version, or `key@version`.",
        examples=["d2c-readiness"],
    ),
]
AnswerSet = Annotated[
    dict[str, JsonValue],
    Field(
        max_length=2000,
        description="Answers by question id or code: an option's value, a figure, a list of item "
        "ids, true or false; or `dont_know`, `not_applicable`, `{band: 0-4}`.",
        examples=[ANSWERS_EXAMPLE],
    ),
    AfterValidator(storable),
]
SecondOpinions = Annotated[
    dict[str, JsonValue],
    Field(
        max_length=2000,
        description="What a second role answered, by question id or code.",
        examples=[{"strategy.alignment": 1}],
    ),
    AfterValidator(storable),
]


class Body(BaseModel):
    """A request body: unknown members are refused."""

    model_config = ConfigDict(extra="forbid")


class OrganizationBrief(Body):
    """The manufacturer named in an answers file."""

    name: Name = Field(examples=["Nordwerk Elektrowerkzeuge GmbH"])
    country: Country | None = None


class ScoreRequest(Body):
    """Answers to score without storing anything; `organization` is accepted and not used."""

    questionnaire: QuestionnaireReference
    organization: OrganizationBrief | None = None
    answers: AnswerSet
    second_opinions: SecondOpinions = Field(default_factory=dict)
    mode: Annotated[Mode, Field(description=MODE)] = "full"


class NewOrganization(Body):
    """A manufacturer to assess."""

    name: Name = Field(examples=["Nordwerk Elektrowerkzeuge GmbH"])
    country: Country | None = None
    external_ref: Reference | None = None


# Left out, a name stays; null is read so that it can be refused in plain words.
_NOT_NULL = WithJsonSchema(
    {"type": "string", "minLength": 1, "maxLength": 300, "pattern": ONE_LINE}
)


class OrganizationChange(Body):
    """Members to change; those left out stay, `null` clears `country` or `external_ref`."""

    name: Annotated[Name | None, _NOT_NULL] = Field(None, examples=["Nordwerk Elektrowerkzeuge SE"])
    country: Country | None = None
    external_ref: Reference | None = None


class OrganizationOut(BaseModel):
    """A manufacturer."""

    id: str = Field(examples=[ORGANIZATION_ID])
    name: str = Field(examples=["Nordwerk Elektrowerkzeuge GmbH"])
    country: str | None = Field(examples=["DE"])
    external_ref: str | None = Field(examples=["crm-4711"])
    created_at: datetime
    updated_at: datetime


class NewAssessment(Body):
    """Open an assessment; the newest released version is pinned unless one is named."""

    organization_id: Id = Field(examples=[ORGANIZATION_ID])
    questionnaire: QuestionnaireReference
    carry_over_from: Id | None = Field(
        default=None,
        description="A submitted assessment of the same organization whose answers are taken over "
        "where they mean the same.",
        examples=[ASSESSMENT_ID],
    )


class AssessmentOut(BaseModel):
    """An assessment; `questionnaire` is the pinned `key@version`."""

    id: str = Field(examples=[ASSESSMENT_ID])
    organization_id: str = Field(examples=[ORGANIZATION_ID])
    questionnaire: str = Field(examples=["d2c-readiness@2026.1.0"])
    status: Literal["in_progress", "submitted", "superseded"]
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None


class AnswersChange(Body):
    """Answers to add or replace; `null` takes one back. All are taken or none."""

    answers: AnswerSet = Field(default_factory=dict)
    second_opinions: SecondOpinions = Field(default_factory=dict)
    answered_by: Name | None = Field(
        None, description="Who gave these answers.", examples=["Ada Muster"]
    )
    role: RoleName | None = Field(
        None, description="As what that person answered.", examples=["management"]
    )


class AnswerOut(BaseModel):
    """One answer and where it came from."""

    question: str = Field(examples=["strategy.ownership"])
    kind: Literal["owner", "second"]
    value: JsonValue = Field(examples=[3])
    answered_by: str | None = Field(examples=["Ada Muster"])
    role: str | None = Field(examples=["management"])
    note: str | None = Field(description="Where the answer comes from, if it was measured.")
    answered_at: datetime


class SettledOut(BaseModel):
    """A disagreement that was settled: `value` counts in place of the two answers given."""

    question: str = Field(examples=["strategy.alignment"])
    value: JsonValue = Field(examples=[2])
    reason: str = Field(examples=["The dealers were asked: most know of the plans."])
    settled_by: str = Field(description="Id of the respondent who settled it.")
    settled_at: datetime


class AnswersOut(BaseModel):
    """All answers as given; `missing` are the questions that apply and have none.

    `settled` are the disagreements that were settled and have not changed since.
    """

    assessment_id: str = Field(examples=[ASSESSMENT_ID])
    answers: dict[str, JsonValue] = Field(examples=[ANSWERS_EXAMPLE])
    second_opinions: dict[str, JsonValue] = Field(examples=[{"strategy.alignment": 1}])
    details: list[AnswerOut]
    settled: list[SettledOut]
    missing: list[str] = Field(examples=[["strategy.alignment"]])


class Page(BaseModel, Generic[T]):
    """A page of a list, newest first; pass `next_cursor` as `cursor` for the next one."""

    items: list[T]
    next_cursor: str | None


class QuestionnaireBrief(BaseModel):
    """A questionnaire version on offer; `digest` is the SHA-256 over its files."""

    key: str = Field(examples=["d2c-readiness"])
    version: str = Field(examples=["2026.1.0"])
    reference: str = Field(examples=["d2c-readiness@2026.1.0"])
    status: Literal["draft", "released"]
    title: str
    languages: list[str] = Field(examples=[["en"]])
    questions: int = Field(description="How many questions it has.", examples=[80])
    digest: str
