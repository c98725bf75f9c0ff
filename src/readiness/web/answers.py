"""Answers saved one at a time by the page's script, which keeps them until they are."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from readiness.errors import InputProblem, InvalidInput
from readiness.scoring.questions import Question
from readiness.services.answering import AnswerChanged, save_answer
from readiness.services.respondent_parts import question_named
from readiness.web.answer_forms import NotReadable, typed_edit
from readiness.web.answer_wording import AnswerWording, TwoAnswers
from readiness.web.failures import failure
from readiness.web.framed import FrameDep
from readiness.web.visits import ContextDep, OwnScriptDep, RespondentDep

router = APIRouter()


@router.put("/a/{link_id}/answers/{question_id}")
async def save_one(
    question_id: str,
    request: Request,
    context: ContextDep,
    respondent: RespondentDep,
    frame: FrameDep,
    _script: OwnScriptDep,
) -> Response:
    """Save one answer; the fields are those of the question's fieldset, as a form sends them."""
    wording = AnswerWording.of(request, frame)
    question = question_named(frame.questionnaire, question_id)
    form = await request.form()
    now = context.now()
    try:
        edit = typed_edit(question, form, wording.numbers.locale)
        saved = await context.database.write(save_answer, context.catalog, respondent, edit, now)
    except NotReadable as problem:
        return _refused(request, wording, question, problem.code)
    except InvalidInput as refusal:
        return _refused(request, wording, question, refusal.problems[0].code)
    except AnswerChanged as changed:
        two = wording.two_answers(question, changed.clash)
        return JSONResponse(_both(changed, two), status_code=changed.status)
    return JSONResponse(
        {
            "revision": saved.revision,
            "saved": wording.words.say("Saved %(time)s", time=wording.numbers.time_of_day(now)),
            "answered": saved.answered,
            "applies": saved.applies,
        }
    )


def _refused(request: Request, wording: AnswerWording, question: Question, code: str) -> Response:
    detail, remedy = wording.problem(question, code)
    problem = InputProblem(code, detail, remedy, f"/answers/{question.id}")
    return failure(request, HTTPStatus.UNPROCESSABLE_ENTITY, code, (problem,))


def _both(changed: AnswerChanged, two: TwoAnswers) -> dict[str, object]:
    return {
        "code": changed.code,
        "detail": changed.detail,
        "theirs": {
            "label": two.theirs,
            "by": two.by,
            "at": two.at,
            "revision": two.revision,
            "note": two.their_note,
        },
        "yours": {"label": two.mine},
    }
