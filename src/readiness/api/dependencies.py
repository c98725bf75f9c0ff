"""What routes ask for: the service's context and the caller behind the API key."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from readiness.services.accounts import Caller, authenticate, check_form, wrong_key
from readiness.services.context import Context
from readiness.storage.accounts import mark_key_used

_bearer = HTTPBearer(auto_error=False, description="API key: `Authorization: Bearer rdy_live_…`")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="API key, alternatively")


def context_of(request: Request) -> Context:
    """Return the context the app was built with."""
    context: Context = request.app.state.context
    return context


ContextDep = Annotated[Context, Depends(context_of)]


async def caller_of(
    context: ContextDep,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    header: Annotated[str | None, Security(_header)],
) -> Caller:
    """Return the caller behind the key; raises `Unauthorized`."""
    key = bearer.credentials if bearer else header
    if key is None:
        raise wrong_key()
    check_form(key)
    now = context.now()
    caller = await context.database.read(authenticate, key, now)
    if caller.use_is_due:
        await context.database.write(mark_key_used, caller.account_id, caller.key_id, now=now)
    return caller


CallerDep = Annotated[Caller, Depends(caller_of)]
