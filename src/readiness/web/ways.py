"""The shortest way to a target: which answers to raise, in which order, in how many days."""

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from readiness.errors import InvalidInput
from readiness.planning.wishes import DEFAULT_HORIZON, LARGEST_BUDGET, LONGEST_HORIZON, Wishes
from readiness.scoring import Questionnaire
from readiness.services.context import Context
from readiness.services.ways import Way, way_to
from readiness.storage.links import GrantedVisit
from readiness.web.answer_wording import AnswerWording
from readiness.web.framed import FrameDep, render_framed
from readiness.web.visits import ContextDep, RespondentDep
from readiness.web.way_wording import WayWording

router = APIRouter()

_MOST_LEFT_OUT: Final = 60
_TYPED_MAX: Final = 120


class Asked(BaseModel):
    """What the form asks, as typed; `without` are questions that stay as they are."""

    target: Annotated[str, Field(max_length=_TYPED_MAX)] = ""
    budget: Annotated[str, Field(max_length=_TYPED_MAX)] = ""
    months: Annotated[str, Field(max_length=_TYPED_MAX)] = str(DEFAULT_HORIZON)
    without: Annotated[list[str], Field(max_length=_MOST_LEFT_OUT)] = []

    def wrong(self) -> list[str]:
        """The fields that hold no number they can hold."""
        most = {"budget": LARGEST_BUDGET, "months": LONGEST_HORIZON}
        typed = {name: getattr(self, name).strip() for name in most}
        return [name for name, text in typed.items() if text and _whole(text, most[name]) is None]

    def wishes(self, questionnaire: Questionnaire) -> Wishes:
        """What the plan has to keep to, of questions that there are."""
        known = {question.id for question in questionnaire.questions}
        return Wishes(
            budget_days=_whole(self.budget, LARGEST_BUDGET),
            horizon_months=_whole(self.months, LONGEST_HORIZON) or DEFAULT_HORIZON,
            excluded=[name for name in dict.fromkeys(self.without) if name in known],
        )


@router.get("/a/{link_id}/results/way")
async def way_page(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    asked: Annotated[Asked, Query()],
) -> Response:
    """Targets to choose from and, once one is chosen, the plan to it."""
    wrong, wishes = asked.wrong(), asked.wishes(frame.questionnaire)
    way, refused = await _find(context, visitor, "" if wrong else asked.target, wishes)
    wording = WayWording(way.questionnaire, AnswerWording.of(request, frame))
    return render_framed(
        request,
        visitor,
        frame,
        "way.html.j2",
        status=422 if wrong or refused else 200,
        here="results",
        targets=wording.targets(way),
        asked=asked,
        wrong=wrong,
        refused=refused,
        longest=LONGEST_HORIZON,
        left_out=[(name, wording.question(name)) for name in wishes.excluded],
        way=wording.found(way.found) if way.found else None,
    )


async def _find(
    context: Context, visitor: GrantedVisit, target: str, wishes: Wishes
) -> tuple[Way, bool]:
    """The way, and whether the target was refused, as one that an address was bent to."""
    find = await context.database.read(
        way_to, context.catalog, visitor.account_id, visitor.assessment_id
    )
    try:
        return await asyncio.to_thread(find, target, wishes), False
    except InvalidInput:
        return await asyncio.to_thread(find, "", wishes), True


def _whole(typed: str, most: int) -> int | None:
    text = typed.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if 1 <= number <= most else None
