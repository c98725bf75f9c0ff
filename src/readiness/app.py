"""The composition root: settings become an app with its database, catalog and renderer."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI

from readiness import __version__
from readiness.api import (
    assessments,
    brands,
    docs,
    health,
    links,
    offers,
    organizations,
    plans,
    problems,
    questionnaires,
    report_batches,
    reports,
    revisions,
    scores,
    sensitivity,
    sheet_uploads,
    stored_reports,
    verification,
    worksheets,
)
from readiness.api.body_limits import BodyLimits
from readiness.api.openapi import DESCRIPTION, TAGS, DescribedApi
from readiness.api.plain_errors import PlainErrors
from readiness.api.request_log import RequestLog
from readiness.catalog.catalog import Catalog
from readiness.jobs.report_batches import BatchRunner
from readiness.reports.logo_maker import LogoMaker
from readiness.reports.pdf import PdfRenderer
from readiness.services.address_bound import StartBound, VerificationBound
from readiness.services.context import Context
from readiness.services.invitations import Mailer, SmtpServer
from readiness.services.sheet_checker import SheetChecker
from readiness.settings import Settings
from readiness.storage.database import Database
from readiness.storage.files import Files
from readiness.web.site import Doors, create_site
from readiness.web.static_files import load_static


def create_app(settings: Settings) -> FastAPI:
    """Build the service; database and renderer are opened when it starts and closed when it stops.

    The database must have been migrated before (`readiness migrate`).
    """
    app = DescribedApi(
        title="Readiness",
        summary="Direct-to-customer readiness of manufacturers",
        description=DESCRIPTION,
        version=__version__,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(settings),
        generate_unique_id_function=lambda route: route.name,
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    problems.install(app)
    docs.install(app)
    app.include_router(health.router)
    v1 = APIRouter(prefix="/v1")
    rooms = (
        questionnaires,
        scores,
        organizations,
        assessments,
        plans,
        worksheets,
        sheet_uploads,
        reports,
        stored_reports,
        brands,
        report_batches,
        revisions,
        sensitivity,
        offers,
        links,
        verification,
    )
    for room in rooms:
        v1.include_router(room.router)
    app.include_router(v1)
    site = create_site(settings.max_upload_bytes)
    app.state.site = site
    app.add_middleware(BodyLimits, usual=settings.max_body_bytes, uploads=settings.max_upload_bytes)
    app.add_middleware(PlainErrors)
    app.add_middleware(Doors, site=site)
    app.add_middleware(RequestLog)
    return app


def open_context(settings: Settings) -> Context:
    """Open everything the use cases work with; the caller closes it with `close_context`."""
    database = Database.open(settings.database_url)
    catalog = Catalog(settings.questionnaires)
    files = Files.open(settings.files_url)
    return Context(
        database=database,
        catalog=catalog,
        files=files,
        renderer=pdf_renderer(settings),
        logos=LogoMaker(),
        scoring=ThreadPoolExecutor(max_workers=1, thread_name_prefix="scoring"),
        sheets=SheetChecker(database, catalog, files, _now, settings.sheet_timeout_seconds),
        now=_now,
        public_url=settings.public_url,
        starts=StartBound(settings.starts_per_hour) if settings.self_start else None,
        mailer=_mailer(settings),
        verifications=VerificationBound(settings.verifications_per_hour),
    )


def _mailer(settings: Settings) -> Mailer | None:
    if settings.smtp_host is None or settings.smtp_from is None:
        return None
    password = settings.smtp_password
    return Mailer(
        SmtpServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=settings.smtp_from,
            user=settings.smtp_user,
            password=None if password is None else password.get_secret_value(),
            security=settings.smtp_security,
        )
    )


def _now() -> datetime:
    return datetime.now(UTC)


def pdf_renderer(settings: Settings) -> PdfRenderer:
    """Make the PDF renderer; its processes start with the first report."""
    return PdfRenderer(
        workers=settings.pdf_workers,
        timeout_seconds=settings.pdf_timeout_seconds,
        memory_limit_mb=settings.pdf_memory_mb,
        most_waiting=settings.pdf_waiting,
    )


def close_context(context: Context) -> None:
    """Close threads for sheets and scoring, processes for reports and logos, and the database."""
    context.sheets.close()
    context.scoring.shutdown()
    context.renderer.close()
    context.logos.close()
    context.database.close()


def _lifespan(settings: Settings):  # type: ignore[no-untyped-def]  # starlette's own alias is private
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        context = open_context(settings)
        app.state.context = context
        app.state.site.state.context = context
        # One more than there are renderers, so that none waits while the next page is written.
        batches = BatchRunner(context, at_once=settings.pdf_workers + 1)
        try:
            await asyncio.to_thread(context.sheets.resume)
            await asyncio.to_thread(load_static)
            batches.start()
            yield
        finally:
            try:
                await batches.close()
            finally:
                close_context(context)

    return lifespan
