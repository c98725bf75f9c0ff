"""Private links: looked at without consequence, opened by a button, ended for good."""

from __future__ import annotations

from datetime import timedelta

import pytest

from readiness.errors import Conflict, NotFound, Unauthorized
from readiness.services import links
from readiness.services.accounts import open_account
from readiness.storage.access_tables import Respondent
from readiness.storage.links import LinkTarget, delete_grant, list_links, mark_revoked
from readiness.storage.respondents import Person, add_respondent
from tests.services.conftest import NOW, Account

ADA = Person("Ada Lovelace", ("management", "sales"), leads=True, email="ada@example.org")


@pytest.fixture
def assessment(account: Account) -> str:
    return account.assessment({})


@pytest.fixture
def ada(account: Account, assessment: str) -> Respondent:
    return account.database.write_now(add_respondent, account.id, assessment, ADA, now=NOW)


@pytest.fixture
def issued(account: Account, assessment: str, ada: Respondent) -> links.IssuedLink:
    target = LinkTarget("answer", ada.id)
    return account.database.write_now(links.issue_link, account.id, assessment, target, NOW)


def test_a_browser_let_in_visits_as_its_respondent(
    account: Account, assessment: str, ada: Respondent, issued: links.IssuedLink
) -> None:
    opened = account.database.write_now(links.open_link, issued.token, None, NOW)
    visit = account.database.read_now(links.find_visitor, opened.browser, issued.link_id, NOW)
    assert (visit.account_id, visit.assessment_id) == (account.id, assessment)
    assert (visit.respondent_id, visit.name, visit.leads) == (ada.id, "Ada Lovelace", True)
    assert visit.roles == ("management", "sales")


def test_looking_at_a_link_lets_nobody_in(account: Account, issued: links.IssuedLink) -> None:
    link = account.database.read_now(links.look_at_link, issued.token, NOW)
    assert link.opened_at is None
    with pytest.raises(Unauthorized):
        account.database.read_now(links.find_visitor, links.new_token(), issued.link_id, NOW)
    with pytest.raises(Unauthorized):
        account.database.read_now(links.find_visitor, None, issued.link_id, NOW)


def test_one_browser_visits_by_several_links(
    account: Account, assessment: str, issued: links.IssuedLink
) -> None:
    reading = account.database.write_now(
        links.issue_link, account.id, assessment, LinkTarget("read"), NOW
    )
    first = account.database.write_now(links.open_link, issued.token, None, NOW)
    second = account.database.write_now(links.open_link, reading.token, first.browser, NOW)
    assert second.browser == first.browser
    for link, purpose in ((issued, "answer"), (reading, "read")):
        visit = account.database.read_now(links.find_visitor, first.browser, link.link_id, NOW)
        assert visit.purpose == purpose


def test_an_expired_link_opens_no_more_and_a_visit_ends(
    account: Account, issued: links.IssuedLink
) -> None:
    with pytest.raises(NotFound):
        account.database.write_now(links.open_link, issued.token, None, issued.expires_at)
    opened = account.database.write_now(links.open_link, issued.token, None, NOW)
    later = NOW + links.VISIT
    with pytest.raises(Unauthorized):
        account.database.read_now(links.find_visitor, opened.browser, issued.link_id, later)
    account.database.write_now(links.open_link, issued.token, opened.browser, later)
    account.database.read_now(links.find_visitor, opened.browser, issued.link_id, later)


def test_revoking_ends_the_link_and_every_visit(account: Account, issued: links.IssuedLink) -> None:
    opened = account.database.write_now(links.open_link, issued.token, None, NOW)
    account.database.write_now(mark_revoked, account.id, issued.link_id, now=NOW)
    with pytest.raises(Unauthorized):
        account.database.read_now(links.find_visitor, opened.browser, issued.link_id, NOW)
    with pytest.raises(NotFound):
        account.database.read_now(links.look_at_link, issued.token, NOW)
    with pytest.raises(NotFound):
        account.database.write_now(mark_revoked, account.id, issued.link_id, now=NOW)


def test_a_link_issued_again_opens_by_its_new_token_only(
    account: Account, issued: links.IssuedLink
) -> None:
    opened = account.database.write_now(links.open_link, issued.token, None, NOW)
    again = account.database.write_now(links.issue_again, account.id, issued.link_id, NOW)
    with pytest.raises(NotFound):
        account.database.read_now(links.look_at_link, issued.token, NOW)
    with pytest.raises(Unauthorized):
        account.database.read_now(links.find_visitor, opened.browser, issued.link_id, NOW)
    account.database.write_now(links.open_link, again.token, opened.browser, NOW)
    account.database.read_now(links.find_visitor, opened.browser, issued.link_id, NOW)


def test_leaving_ends_this_browsers_visit_only(account: Account, issued: links.IssuedLink) -> None:
    desk = account.database.write_now(links.open_link, issued.token, None, NOW)
    phone = account.database.write_now(links.open_link, issued.token, None, NOW)
    account.database.write_now(delete_grant, links.hash_of(desk.browser), issued.link_id)
    with pytest.raises(Unauthorized):
        account.database.read_now(links.find_visitor, desk.browser, issued.link_id, NOW)
    account.database.read_now(links.find_visitor, phone.browser, issued.link_id, NOW)


def test_another_account_reaches_no_link(
    account: Account, assessment: str, issued: links.IssuedLink
) -> None:
    other, _ = account.database.write_now(open_account, "Somebody else", NOW)
    with pytest.raises(NotFound):
        account.database.write_now(mark_revoked, other, issued.link_id, now=NOW)
    with pytest.raises(NotFound):
        account.database.write_now(links.issue_again, other, issued.link_id, NOW)
    with pytest.raises(Conflict):
        account.database.write_now(links.issue_link, other, assessment, LinkTarget("read"), NOW)
    page = account.database.read_now(list_links, other, assessment, limit=10)
    assert page.rows == ()


def test_neither_token_nor_cookie_is_stored(
    account: Account, assessment: str, issued: links.IssuedLink
) -> None:
    opened = account.database.write_now(links.open_link, issued.token, None, NOW)
    (row,) = account.database.read_now(list_links, account.id, assessment, limit=10).rows
    assert issued.token not in str(row.model_dump())
    assert row.token_hash == links.hash_of(issued.token)
    assert row.opened_at == NOW
    assert len({opened.browser, issued.token, links.new_token()}) == 3
    assert row.expires_at == NOW + timedelta(days=links.LINK_DAYS)
