"""The occasions on which reports are made: every gate is held against every one of them.

To add an occasion, add a line to `OCCASIONS`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from readiness.reports.brand import Brand
from readiness.reports.logo_pictures import make_safe
from readiness.reports.view import (
    AnswerNote,
    BegunRevision,
    EarlierResult,
    EvidencePiece,
    GivenBy,
    OpinionPair,
    Participant,
    SettledOpinion,
    WrittenRemark,
)
from readiness.scoring import Questionnaire, Result, live_result, parse_answers, score
from readiness.scoring.answer_shapes import LONGEST_REASON
from readiness.scoring.texts import Texts
from readiness.services.documents import ReportSource
from tests.reports.brand.logo_files import SOUND_DRAWING, png
from tests.reports.view.companies import (
    COMPANIES,
    CREATED_AT,
    PARTICIPANTS,
    all_unknown,
    case,
    organization,
    questionnaire,
    result,
)
from tests.reports.view.migration import (
    MOVERS,
    migration,
    mover_case,
    mover_result,
    nothing_known,
    tco,
)

LANGUAGES: Final = ("en", "de", "nl")
FINDING_X16: Final = "X-16"  # management and sales do not agree
COSTED: Final = "mc-2"  # the one whose worksheets are filled in
ASKED_TWICE: Final = "strategy.alignment"
BEFORE: Final = datetime(2025, 5, 20, 9, tzinfo=UTC)
VERIFY_AT: Final = "https://readiness.example/v/"
OCEAN: Final = Brand(
    name="Brunner & Partner",
    primary="#123B5D",
    accent="#0B6E4F",
    logo=make_safe(SOUND_DRAWING),
    contact="Brunner & Partner\nHafenstraße 1, 20457 Hamburg\npost@brunner.example\n+49 40 123456",
    cover_text=dict.fromkeys(LANGUAGES, "Brunner & Partner\n\nHamburg"),
    closing_text=dict.fromkeys(LANGUAGES, "Brunner & Partner\n\nHamburg, Rotterdam"),
)
CLAY: Final = Brand(
    name="Werkraad BV",
    primary="#5A1F2B",
    accent="#8A4B08",
    logo=make_safe(png(colour=(255, 255, 255, 255))),
    contact="Werkraad BV\nKeizersgracht 1\n1015 CN Amsterdam",
    level_names={language: {1: "Werkraad 1", 2: "Werkraad 2"} for language in LANGUAGES},
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A report to be made: its name, its language and what it is made from."""

    name: str
    language: str
    make: Callable[[], ReportSource]

    def __str__(self) -> str:
        return f"{self.name}-{self.language}"


def source(questions: Questionnaire, made: Result, name: str, **more: Any) -> ReportSource:
    """What a report is made from, with the people and the day of all of them."""
    return ReportSource(
        questionnaire=questions,
        result=made,
        organization=name,
        country="DE",
        participants=PARTICIPANTS,
        made_at=CREATED_AT,
        verify_at=VERIFY_AT,
        **more,
    )


def of_company(company: str, **more: Any) -> ReportSource:
    """The report of one of the six companies."""
    return source(questionnaire(), result(company), organization(company), **more)


def of_mover(name: str, *, with_cost: bool = False, **more: Any) -> ReportSource:
    """The report of one of the three that think of another platform."""
    found = mover_case(name)
    assert found.organization is not None
    sheets = (tco(horizon=8), tco("a_into_b", data_service=None)) if with_cost else ()
    made = mover_result(found.answers)
    return source(migration(), made, found.organization.name, worksheets=sheets, **more)


def hardly_answered() -> ReportSource:
    """The picture so far, with one answer given and one person named."""
    read = parse_answers(questionnaire(), {"PRF-06": 2})
    made = live_result(questionnaire(), read)
    return replace(source(questionnaire(), made, "Anfang GmbH"), participants=(), country=None)


def all_said_unknown() -> ReportSource:
    """Everything that may be is answered "don't know"."""
    made = score(questionnaire(), parse_answers(questionnaire(), all_unknown()))
    return source(questionnaire(), made, "Ungewiss & Söhne KG")


def migration_unknown() -> ReportSource:
    """The other questionnaire, everything answered "don't know"."""
    return source(migration(), mover_result(nothing_known()), "Ungewiss & Söhne KG")


def compared() -> ReportSource:
    """A company that was assessed eighteen months ago."""
    return of_company("c1-nordwerk", earlier=EarlierResult(result("c3-delta"), BEFORE))


def mover_compared() -> ReportSource:
    """A report with every part there is: worksheets, risks, roles, and an assessment before."""
    earlier = EarlierResult(mover_result(mover_case("mc-1").answers), BEFORE)
    return of_mover(COSTED, with_cost=True, earlier=earlier)


def many_people() -> ReportSource:
    """A company of which more people took part than a cover has room for."""
    people = tuple(
        Participant(f"Dr. Friederike von der Schulenburg-{number}", role.id)
        for number in range(1, 5)
        for role in questionnaire().roles
    )
    return replace(of_company("c6-lindner"), participants=people)


def written_about(text: str = "", *, name: str | None = None) -> ReportSource:
    """A company whose people disagreed, settled, remarked, noted and began anew.

    `text` goes into everything that people may write.
    """
    given: dict[str, object] = {**case("c1-nordwerk").answers, ASKED_TWICE: 4}
    for key in (key for key, answer in given.items() if answer == "not_applicable"):
        given[key] = {"not_applicable": f"None of ours. {text}"[:LONGEST_REASON]}
    read = parse_answers(questionnaire(), given, {ASKED_TWICE: 1})
    settled = SettledOpinion(2, f"The dealers were asked. {text}", f"Ada Muster {text}", CREATED_AT)
    return replace(
        source(questionnaire(), score(questionnaire(), read), name or "Nordwerk GmbH"),
        participants=(*PARTICIPANTS, Participant(f"Lena Lager {text}", "management")),
        opinions=(
            OpinionPair(ASKED_TWICE, 4, 1, f"Ada {text}", f"Ben {text}", None),
            OpinionPair("strategy.ownership", 4, 2, f"Ada {text}", f"Ben {text}", settled),
        ),
        remarks=(WrittenRemark(FINDING_X16, f"Both hold. {text}", f"Lena Lager {text}"),),
        notes=tuple(
            AnswerNote(question.id, f"As of 2025. {text}")
            for question in questionnaire().questions[::4]
        ),
        given=tuple(
            GivenBy(question.id, f"Ada {text}", "management")
            for question in questionnaire().questions[::3]
        ),
        evidence=(
            EvidencePiece(ASKED_TWICE, "text", f"The minutes of March. {text}", f"Ben {text}"),
            EvidencePiece(
                "strategy.ownership", "link", "https://example.com/minutes?month=3", None
            ),
            EvidencePiece("logistics.single_parcel", "file", f"packing {text}.pdf"[:255], "Ada"),
        ),
        revision=BegunRevision(2, f"The contract was signed. {text}", f"Ada {text}", CREATED_AT),
    )


def longest_texts() -> ReportSource:
    """Every text is the longest of the three languages, and so is the name of the company."""
    longest = questionnaire_of_longest_texts(questionnaire())
    name = (
        "Internationale Verbindungselementevertriebsgesellschaft Schräder-Vandenberghe mbH & Co. "
    )
    made = written_about("Die Zuständigkeit ist in der Geschäftsordnung geregelt. " * 12)
    return replace(made, questionnaire=longest, organization=f"{name}Kommanditgesellschaft")


def questionnaire_of_longest_texts(asked: Questionnaire) -> Questionnaire:
    """The questionnaire in German, each text replaced by its longest translation."""
    texts = [asked.texts[language].model_dump(exclude_none=True) for language in LANGUAGES]
    longest = Texts.model_validate(_longest(texts))
    return asked.model_copy(update={"texts": {**asked.texts, "de": longest}})


def _longest(said: list[Any]) -> Any:
    first = said[0]
    if isinstance(first, Mapping):
        return {key: _longest([each[key] for each in said if key in each]) for key in first}
    return max(said, key=len) if isinstance(first, str) else first


def _in_all_languages(name: str, make: Callable[[], ReportSource]) -> Iterator[Occasion]:
    return (Occasion(name, language, make) for language in LANGUAGES)


def _of_companies() -> Iterator[Occasion]:
    for company in COMPANIES:
        yield from _in_all_languages(company, partial(of_company, company))
    for name in MOVERS:
        yield from _in_all_languages(name, partial(of_mover, name, with_cost=name == COSTED))


OCCASIONS: Final = (
    *_of_companies(),
    Occasion("hardly-answered", "de", hardly_answered),
    Occasion("unknown", "nl", all_said_unknown),
    Occasion("migration-unknown", "de", migration_unknown),
    Occasion("compared", "de", compared),
    Occasion("compared", "en", compared),
    Occasion("mover-compared", "nl", mover_compared),
    Occasion("many-people", "de", many_people),
    Occasion("written-about", "en", written_about),
    Occasion("longest-texts", "de", longest_texts),
    Occasion("brand-ocean", "de", lambda: of_company("c4-holtmann", brand=OCEAN)),
    Occasion("brand-clay", "nl", lambda: of_mover("mc-1", brand=CLAY)),
    Occasion("management", "de", lambda: of_company("c2-schleifkraft", edition="management")),
    Occasion("management", "nl", lambda: of_mover("mc-3", edition="management")),
    Occasion("annex", "en", lambda: of_company("c6-lindner", edition="annex")),
)
