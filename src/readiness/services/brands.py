"""Brands of reports: an organization's over its account's, and that over the house's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from readiness.catalog.catalog import Catalog
from readiness.reports.brand import HOUSE_BRAND, Brand, Logo
from readiness.reports.brand_palette import Mended, mend
from readiness.services.documents import ReportSource
from readiness.services.on_offer import newest_released
from readiness.services.samples import sample_report
from readiness.storage import brands
from readiness.storage.brand_tables import BrandRow
from readiness.storage.brands import NOT_GIVEN, BrandOwner
from readiness.storage.database import Session
from readiness.storage.organizations import get_organization

Texts = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GivenBrand:
    """What was given as a brand, colours as given; None and empty: nothing of its own."""

    name: str | None = None
    primary: str | None = None
    accent: str | None = None
    contact: str | None = None
    cover_text: Texts = field(default_factory=dict)
    closing_text: Texts = field(default_factory=dict)
    level_names: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownBrand:
    """What one owner gave, what reports carry because of it, and which colours were mended."""

    given: GivenBrand
    logo: Logo | None
    revision: int
    updated_at: datetime | None
    used: Brand
    mended: tuple[Mended, ...]


def get_brand(session: Session, account_id: str, organization_id: str | None = None) -> Brand:
    """Return the brand that reports carry, field by field the narrowest that was given."""
    return _used(_rows(session, BrandOwner(account_id, organization_id)))


def read_brand(session: Session, owner: BrandOwner) -> ShownBrand:
    """Return what an owner gave and what comes of it; raises `NotFound` for no organization."""
    _check_owner(session, owner)
    rows = _rows(session, owner)
    used = _used(rows)
    own = brands.find_brand(session, owner)
    return ShownBrand(
        given=GivenBrand() if own is None else _given(own),
        logo=None if own is None else _logo(own),
        revision=NOT_GIVEN if own is None else own.revision,
        updated_at=None if own is None else own.updated_at,
        used=used,
        mended=_mended(rows),
    )


def put_brand(
    session: Session,
    owner: BrandOwner,
    given: GivenBrand,
    expected_revision: int | None,
    now: datetime,
) -> ShownBrand:
    """Replace what an owner gave; the logo stays. Raises `NotFound` and `PreconditionFailed`."""
    values = {
        "name": given.name,
        "primary_colour": given.primary,
        "accent_colour": given.accent,
        "contact": given.contact,
        "cover_text": dict(given.cover_text),
        "closing_text": dict(given.closing_text),
        "level_names": {language: dict(names) for language, names in given.level_names.items()},
    }
    return _put(session, owner, values, expected_revision, now)


def put_logo(
    session: Session,
    owner: BrandOwner,
    logo: Logo | None,
    expected_revision: int | None,
    now: datetime,
) -> ShownBrand:
    """Replace an owner's logo, or take it away; raises `NotFound` and `PreconditionFailed`."""
    if logo is None:
        get_logo(session, owner)
    values = {
        "logo": logo and logo.content,
        "logo_type": logo and logo.media_type,
        "logo_width": logo and logo.width,
        "logo_height": logo and logo.height,
        "logo_digest": logo and logo.digest,
        "logo_ground": logo and logo.ground,
    }
    return _put(session, owner, values, expected_revision, now)


def get_logo(session: Session, owner: BrandOwner) -> Logo:
    """Return the logo that an owner gave; raises `NotFound`."""
    _check_owner(session, owner)
    own = brands.find_brand(session, owner)
    logo = None if own is None else _logo(own)
    if logo is None:
        raise brands.logo_not_found()
    return logo


def delete_brand(session: Session, owner: BrandOwner, expected_revision: int | None) -> None:
    """Take back what an owner gave, logo included; raises `NotFound` and `PreconditionFailed`."""
    _check_owner(session, owner)
    brands.delete_brand(session, owner, expected_revision=expected_revision)


def carried_brand(session: Session, owner: BrandOwner) -> Brand:
    """Return the brand that an owner's reports carry; raises `NotFound` for no organization."""
    _check_owner(session, owner)
    return get_brand(session, owner.account_id, owner.organization_id)


def preview_source(catalog: Catalog, brand: Brand) -> ReportSource:
    """Return a sample company's report in a brand, as management gets it; may take a second.

    Raises `NotFound` where no questionnaire has a sample.
    """
    questionnaire = next(newest_released(catalog))
    source = sample_report(catalog, questionnaire.reference)
    return replace(source, brand=brand, edition="management")


def _put(
    session: Session,
    owner: BrandOwner,
    values: Mapping[str, Any],
    expected_revision: int | None,
    now: datetime,
) -> ShownBrand:
    _check_owner(session, owner)
    brands.put_brand(session, owner, values, expected_revision=expected_revision, now=now)
    return read_brand(session, owner)


def _check_owner(session: Session, owner: BrandOwner) -> None:
    if owner.organization_id is not None:
        get_organization(session, owner.account_id, owner.organization_id)


def _rows(session: Session, owner: BrandOwner) -> tuple[BrandRow, ...]:
    """What was given, the narrowest first."""
    owners = [owner]
    if owner.organization_id is not None:
        owners.append(BrandOwner(owner.account_id))
    found = (brands.find_brand(session, each) for each in owners)
    return tuple(row for row in found if row is not None)


def _used(rows: tuple[BrandRow, ...]) -> Brand:
    if not rows:
        return HOUSE_BRAND
    used = {mended.role: mended.used for mended in _mended(rows)}
    return Brand(
        name=_first(row.name for row in rows),
        primary=used.get("primary", _first(row.primary_colour for row in rows)),
        accent=used.get("accent", _first(row.accent_colour for row in rows)),
        logo=_first(_logo(row) for row in rows),
        contact=_first(row.contact for row in rows),
        cover_text=_merged(row.cover_text for row in rows),
        closing_text=_merged(row.closing_text for row in rows),
        level_names=_merged_names(rows),
    )


def _mended(rows: tuple[BrandRow, ...]) -> tuple[Mended, ...]:
    primary = _first(row.primary_colour for row in rows)
    accent = _first(row.accent_colour for row in rows)
    found = (
        None if primary is None else mend("primary", primary),
        None if accent is None else mend("accent", accent),
    )
    return tuple(each for each in found if each is not None)


def _given(row: BrandRow) -> GivenBrand:
    return GivenBrand(
        name=row.name,
        primary=row.primary_colour,
        accent=row.accent_colour,
        contact=row.contact,
        cover_text=row.cover_text,
        closing_text=row.closing_text,
        level_names=row.level_names,
    )


def _logo(row: BrandRow) -> Logo | None:
    kept = row.logo_type, row.logo_width, row.logo_height, row.logo_digest, row.logo_ground
    match (row.logo, *kept):
        case bytes(content), str(kind), int(width), int(height), str(digest), str(ground):
            return Logo(content, kind, width, height, digest, ground)
        case _:  # all or none of them are there, as a check of the table says
            return None


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _merged(narrowest_first: Iterable[Texts]) -> Texts:
    merged: dict[str, str] = {}
    for texts in narrowest_first:
        merged = {**texts, **merged}
    return MappingProxyType(dict(sorted(merged.items())))


def _merged_names(rows: tuple[BrandRow, ...]) -> Mapping[str, Mapping[int, str]]:
    """Own names of levels by language and number; a name that is not given comes from above."""
    languages = sorted({language for row in rows for language in row.level_names})
    return MappingProxyType(
        {
            language: MappingProxyType(
                {
                    int(number): name
                    for number, name in _merged(
                        row.level_names.get(language, {}) for row in rows
                    ).items()
                }
            )
            for language in languages
        }
    )
