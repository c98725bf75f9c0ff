"""Organizations: the manufacturers an account assesses."""

import asyncio

from fastapi import APIRouter, Response, status

from readiness.api import cursors
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import Cursor, Limit, OrganizationId
from readiness.api.responses import problems, problems_of_body
from readiness.api.schemas import NewOrganization, OrganizationChange, OrganizationOut, Page
from readiness.errors import InputProblem, InvalidInput
from readiness.services import organizations as use_cases
from readiness.storage import organizations
from readiness.storage.tables import Organization

router = APIRouter(prefix="/organizations", tags=["organizations"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    summary="Add an organization",
    responses=problems_of_body(401, 409),
)
async def add_organization(
    body: NewOrganization, response: Response, context: ContextDep, caller: CallerDep
) -> OrganizationOut:
    """Add a manufacturer to assess."""
    row = await context.database.write(
        organizations.add_organization,
        caller.account_id,
        name=body.name,
        country=body.country,
        external_ref=body.external_ref,
        now=context.now(),
    )
    response.headers["Location"] = f"/v1/organizations/{row.id}"
    return _shown(row)


@router.get("", summary="List organizations", responses=problems(401, 422))
async def list_organizations(
    context: ContextDep, caller: CallerDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[OrganizationOut]:
    """List the account's organizations, newest first."""
    page = await context.database.read_long(
        organizations.list_organizations,
        caller.account_id,
        limit=limit,
        after=cursors.decode(cursor),
    )
    return Page(items=[_shown(row) for row in page.rows], next_cursor=cursors.encode(page.last_key))


@router.get("/{organization_id}", summary="Get an organization", responses=problems(401, 404, 422))
async def get_organization(
    organization_id: OrganizationId, context: ContextDep, caller: CallerDep
) -> OrganizationOut:
    """Return one organization."""
    return _shown(
        await context.database.read(
            organizations.get_organization, caller.account_id, organization_id
        )
    )


@router.patch(
    "/{organization_id}",
    summary="Change an organization",
    responses=problems_of_body(401, 404, 409),
)
async def change_organization(
    organization_id: OrganizationId,
    body: OrganizationChange,
    context: ContextDep,
    caller: CallerDep,
) -> OrganizationOut:
    """Change the members sent; those left out stay as they are."""
    changes = body.model_dump(exclude_unset=True)
    if changes.get("name", "") is None:
        raise InvalidInput(
            [
                InputProblem(
                    code="name_required",
                    detail="An organization keeps a name.",
                    remedy="Send the new name, or leave `name` out.",
                    pointer="/name",
                )
            ]
        )
    return _shown(
        await context.database.write(
            use_cases.change_organization,
            caller.account_id,
            organization_id,
            changes,
            context.now(),
        )
    )


@router.delete(
    "/{organization_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Delete an organization",
    responses=problems(401, 404, 422),
)
async def delete_organization(
    organization_id: OrganizationId, context: ContextDep, caller: CallerDep
) -> None:
    """Delete an organization with its assessments, answers, results and reports."""
    files = await context.database.write(
        use_cases.delete_organization, caller.account_id, organization_id
    )
    for key in files:
        await asyncio.to_thread(context.files.delete, key)


def _shown(row: Organization) -> OrganizationOut:
    return OrganizationOut(
        id=row.id,
        name=row.name,
        country=row.country,
        external_ref=row.external_ref,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
