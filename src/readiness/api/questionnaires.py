"""Questionnaires on offer."""

from fastapi import APIRouter

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import QuestionnaireKey
from readiness.api.responses import problems
from readiness.api.schemas import QuestionnaireBrief
from readiness.scoring import Questionnaire

router = APIRouter(prefix="/questionnaires", tags=["questionnaires"])


@router.get("", summary="List questionnaires", responses=problems(401))
async def list_questionnaires(context: ContextDep, caller: CallerDep) -> list[QuestionnaireBrief]:
    """List every questionnaire version on offer."""
    return [
        QuestionnaireBrief(
            key=entry.key,
            version=entry.version,
            reference=entry.reference,
            status=entry.status,
            title=entry.title,
            languages=list(entry.languages),
            questions=entry.questions,
            digest=entry.digest,
        )
        for entry in context.catalog.list()
    ]


@router.get("/{key}", summary="Get a questionnaire", responses=problems(401, 404, 422))
async def get_questionnaire(
    key: QuestionnaireKey, context: ContextDep, caller: CallerDep
) -> Questionnaire:
    """Return the whole definition: questions, rules, texts and sources.

    `key` is a questionnaire's key for its newest released version, or `key@version`.
    """
    return context.catalog.get(key).questionnaire
