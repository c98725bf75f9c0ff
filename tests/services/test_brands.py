"""Brands: an organization's over its account's over the house's; stored reports stay."""

import asyncio
from typing import Any

import pytest

from readiness.errors import NotFound, PreconditionFailed
from readiness.reports.brand import HOUSE_BRAND, Brand, Logo
from readiness.services.brands import (
    GivenBrand,
    delete_brand,
    get_brand,
    get_logo,
    preview_source,
    put_brand,
    put_logo,
    read_brand,
)
from readiness.services.context import Context
from readiness.services.documents import ReportSource
from readiness.services.organizations import delete_organization
from readiness.services.reports import (
    PdfReport,
    get_pdf,
    get_stored,
    page_of_reports,
    report_source,
)
from readiness.storage.assessments import get_assessment
from readiness.storage.brands import BrandOwner, find_brand
from readiness.storage.organizations import add_organization
from readiness.storage.tables import Result
from tests.reports.brand.logo_files import png
from tests.services.conftest import NOW, Account


@pytest.fixture
def organization(account: Account) -> str:
    return account.database.write_now(add_organization, account.id, name="Delta", now=NOW).id


def put(account: Account, given: GivenBrand, organization: str | None = None) -> None:
    owner = BrandOwner(account.id, organization)
    account.database.write_now(put_brand, owner, given, None, NOW)


def brand_of(account: Account, organization: str | None = None) -> Brand:
    return account.database.read_now(get_brand, account.id, organization)


def safe_logo(context: Context, width: int) -> Logo:
    return asyncio.run(context.logos.make_safe(png((width, 50))))


def test_nothing_given_is_the_houses_own(account: Account, organization: str) -> None:
    assert brand_of(account, organization) == HOUSE_BRAND
    shown = account.database.read_now(read_brand, BrandOwner(account.id))
    assert (shown.given, shown.revision, shown.mended) == (GivenBrand(), 0, ())


def test_an_organization_has_its_own_over_its_accounts(
    context: Context, account: Account, organization: str
) -> None:
    levels = {"en": {"1": "Seed", "5": "Tree"}}
    put(
        account,
        GivenBrand(
            name="Consultancy",
            primary="#7A1022",
            accent="#C8102E",
            contact="Ada",
            cover_text={"en": "Ours", "de": "Unser"},
            level_names=levels,
        ),
    )
    narrower = GivenBrand(
        accent="#00457C", cover_text={"en": "Theirs"}, level_names={"en": {"5": "Forest"}}
    )
    put(account, narrower, organization)
    logo = safe_logo(context, 60)
    account.database.write_now(put_logo, BrandOwner(account.id), logo, None, NOW)

    brand = brand_of(account, organization)
    assert (brand.name, brand.primary, brand.accent) == ("Consultancy", "#7A1022", "#00457C")
    assert dict(brand.cover_text) == {"de": "Unser", "en": "Theirs"}
    assert dict(brand.level_names["en"]) == {1: "Seed", 5: "Forest"}
    assert brand.logo == logo
    assert brand_of(account).accent == "#C8102E"


def test_a_weak_colour_is_mended_and_kept_as_given(account: Account) -> None:
    put(account, GivenBrand(primary="#7A1022", accent="#FFF59D"))
    shown = account.database.read_now(read_brand, BrandOwner(account.id))
    (mended,) = shown.mended
    assert (mended.role, mended.given, mended.used) == ("accent", "#FFF59D", "#83781A")
    assert shown.given.accent == "#FFF59D"
    assert shown.used.accent == "#83781A"
    assert shown.used.primary == "#7A1022"


def test_words_and_logo_are_changed_apart(context: Context, account: Account) -> None:
    owner, logo = BrandOwner(account.id), safe_logo(context, 70)
    account.database.write_now(put_logo, owner, logo, 0, NOW)
    put(account, GivenBrand(name="Consultancy"))
    assert account.database.read_now(get_logo, owner) == logo
    shown = account.database.write_now(put_logo, owner, None, 2, NOW)
    assert (shown.logo, shown.given.name, shown.revision) == (None, "Consultancy", 3)
    for call in (
        lambda: account.database.read_now(get_logo, owner),
        lambda: account.database.write_now(put_logo, owner, None, None, NOW),
    ):
        with pytest.raises(NotFound, match="no logo"):
            call()


@pytest.mark.parametrize("expected", [0, 1, 7, -1])
def test_a_change_by_somebody_else_is_noticed(account: Account, expected: int) -> None:
    owner, given = BrandOwner(account.id), GivenBrand(name="Consultancy")
    for _ in range(2):
        put(account, given)
    for use_case in (put_brand, delete_brand):
        arguments = (given, expected, NOW) if use_case is put_brand else (expected,)
        with pytest.raises(PreconditionFailed):
            account.database.write_now(use_case, owner, *arguments)
    account.database.write_now(put_brand, owner, given, 2, NOW)
    account.database.write_now(delete_brand, owner, 3)
    assert brand_of(account) == HOUSE_BRAND
    account.database.write_now(delete_brand, owner, None)


def test_another_accounts_organization_does_not_exist(account: Account, organization: str) -> None:
    stranger = BrandOwner("acc_none", organization)
    for use_case, *arguments in (
        (read_brand,),
        (get_logo,),
        (put_brand, GivenBrand(name="x"), None, NOW),
        (put_logo, None, None, NOW),
        (delete_brand, None),
    ):
        with pytest.raises(NotFound):
            account.database.write_now(use_case, stranger, *arguments)


def test_a_brand_goes_with_its_organization(account: Account, organization: str) -> None:
    put(account, GivenBrand(name="Delta"), organization)
    owner = BrandOwner(account.id, organization)
    assert account.database.read_now(find_brand, owner) is not None
    account.database.write_now(delete_organization, account.id, organization)
    assert account.database.read_now(find_brand, owner) is None


def test_a_stored_report_stays_as_it_is_when_the_brand_changes(
    context: Context, account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.submitted(answers)

    def source() -> tuple[ReportSource, Result]:
        return context.database.read_now(
            report_source, context.catalog, account.id, assessment_id, None
        )

    def report() -> PdfReport:
        return asyncio.run(get_pdf(context, account.id, *source(), "en"))

    first = report()
    owner = account.database.read_now(get_assessment, account.id, assessment_id).organization_id
    put(account, GivenBrand(name="Nordwerk", primary="#7A1022"), owner)
    second = report()
    put(account, GivenBrand(closing_text={"en": "Ask us."}))
    assert len({first.fingerprint, second.fingerprint, source()[0].fingerprint("en")}) == 3

    page = context.database.read_now(
        page_of_reports, account.id, assessment_id, limit=10, after=None
    )
    kept = {
        row.fingerprint: asyncio.run(get_stored(context, account.id, row.id))[1]
        for row in page.rows
    }
    assert kept == {each.fingerprint: each.content for each in (first, second)}


def test_a_preview_is_a_sample_companys_report_in_the_brand(context: Context) -> None:
    brand = Brand(name="Consultancy")
    source = preview_source(context.catalog, brand)
    assert (source.brand, source.edition) == (brand, "management")
    assert preview_source(context.catalog, HOUSE_BRAND).brand == HOUSE_BRAND
