"""Is the process alive, and can it serve?"""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from readiness.api.dependencies import ContextDep
from readiness.api.responses import problems
from readiness.storage.accounts import list_accounts

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The state of the service."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", summary="Is the process alive?")
async def check_alive() -> Health:
    """Answer while the process is alive, whatever the state of the database."""
    return Health()


@router.get("/readyz", summary="Can the service serve?", responses=problems())
async def check_ready(context: ContextDep) -> Health:
    """Answer when the database can be read and the questionnaires are loaded."""
    await context.database.read_long(list_accounts)
    context.catalog.list()
    return Health()
