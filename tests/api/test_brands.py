"""Brands over REST: given, mended, previewed, carried by reports; logos made safe."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import Caller, new_key
from tests.reports.brand.logo_files import SOUND_DRAWING, claimed_png, drawing, png

GIVEN = {
    "name": "Tellmann & Lux",
    "primary": "#7a1022",
    "accent": "#FFF59D",
    "contact": "Dr Ada Muster\nada@example.com",
    "cover_text": {"en": "For the strategy day."},
    "closing_text": {"en": "We help.\n\nAsk us."},
    "level_names": {"en": {"4": "Front runner"}},
}


@pytest.fixture
def fresh(client: TestClient, database_url: str) -> Caller:
    """An account without a brand, calling."""
    return Caller(client, new_key(database_url, "Consultancy"))


@pytest.fixture(params=["account", "organization"])
def path(request: pytest.FixtureRequest, fresh: Caller) -> str:
    """The address of a brand: the account's, and an organization's."""
    if request.param == "account":
        return "/brand"
    added = fresh("POST", "/organizations", json={"name": "Delta"}).json()
    return f"/organizations/{added['id']}/brand"


def put_logo(caller: Caller, path: str, content: bytes, media_type: str = "image/png") -> Any:
    return caller("PUT", f"{path}/logo", content=content, headers={"Content-Type": media_type})


def test_a_brand_is_given_read_and_taken_back(fresh: Caller, path: str) -> None:
    nothing = fresh("GET", path)
    assert (nothing.json()["revision"], nothing.headers["etag"]) == (0, '"0"')

    put = fresh("PUT", path, json=GIVEN, headers={"If-Match": '"0"'})
    assert put.status_code == 200, put.text
    assert put.headers["etag"] == '"1"'
    shown = put.json()
    assert shown["given"] == GIVEN | {"primary": "#7A1022"}
    assert shown["used"]["primary"] == "#7A1022"
    assert shown["used"]["level_names"] == {"en": {"4": "Front runner"}}
    assert fresh("GET", path).json() == shown

    assert fresh("PUT", path, json={}, headers={"If-Match": '"0"'}).json()["code"] == (
        "brand_changed"
    )
    assert fresh("DELETE", path, headers={"If-Match": '"9"'}).status_code == 412
    assert fresh("DELETE", path, headers={"If-Match": '"1"'}).status_code == 204
    assert fresh("GET", path).json()["given"]["name"] is None


def test_a_colour_too_weak_is_mended_and_it_is_said(fresh: Caller, path: str) -> None:
    (mended,) = fresh("PUT", path, json=GIVEN).json()["mended"]
    assert mended["reason"].endswith("it was darkened, its hue kept.")
    del mended["reason"]
    assert mended == {
        "colour": "accent",
        "given": "#FFF59D",
        "used": "#83781A",
        "contrast_given": 1.12,
        "contrast_used": 4.5,
    }


@pytest.mark.parametrize(
    ("body", "pointer", "said"),
    [
        ({"primary": "red"}, "/primary", "a colour such as #7A1022"),
        ({"accent": "#FFF"}, "/accent", "a colour such as #7A1022"),
        ({"name": "a\nb"}, "/name", "one line of text"),
        ({"name": "x" * 121}, "/name", "at most 120 characters"),
        ({"contact": "a\x07b"}, "/contact", "control characters"),
        ({"cover_text": {"english": "Hi"}}, "/cover_text/english", "a language code"),
        ({"level_names": {"en": {"0": "None"}}}, "/level_names/en/0", "a text of the form"),
        ({"template": "{{ 7 * 7 }}"}, "/template", "means nothing here"),
    ],
)
def test_what_is_no_brand_is_refused(
    fresh: Caller, body: dict[str, Any], pointer: str, said: str
) -> None:
    refused = fresh("PUT", "/brand", json=body)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["pointer"].startswith(pointer)
    assert said in error["detail"]
    assert fresh("GET", "/brand").json()["revision"] == 0


def test_a_logo_is_drawn_anew_given_back_and_taken_away(fresh: Caller, path: str) -> None:
    put = put_logo(fresh, path, SOUND_DRAWING, "image/svg+xml")
    assert put.status_code == 200, put.text
    logo = put.json()["logo"]
    assert (logo["media_type"], logo["ground"], put.json()["used"]["logo"]) == (
        "image/png",
        "light",
        logo,
    )
    kept = fresh("GET", f"{path}/logo")
    assert kept.content.startswith(b"\x89PNG")
    assert len(kept.content) == logo["size"]
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert put_logo(fresh, path, png()).headers["etag"] == '"2"'
    gone = fresh("DELETE", f"{path}/logo", headers={"If-Match": '"2"'})
    assert (gone.json()["logo"], gone.headers["etag"]) == (None, '"3"')
    assert fresh("GET", f"{path}/logo").json()["code"] == "logo_not_found"
    assert fresh("DELETE", f"{path}/logo").json()["code"] == "logo_not_found"


@pytest.mark.parametrize(
    ("content", "media_type", "status", "code"),
    [
        (drawing("<script/>"), "image/svg+xml", 422, "logo_not_allowed"),
        (claimed_png(20_000, 20_000), "image/png", 422, "logo_too_large"),
        (b"<html></html>", "image/png", 422, "logo_wrong_type"),
        (png()[:60], "image/png", 422, "logo_unreadable"),
        (b"GIF89a", "image/gif", 415, "unsupported_media_type"),
        (png(), "", 415, "unsupported_media_type"),
        (bytes(3_000_000), "image/png", 413, "too_large"),
    ],
    ids=["script", "20,000 px", "web page", "cut off", "GIF", "untold", "3 MB"],
)
def test_a_hostile_logo_is_refused_and_nothing_is_kept(
    fresh: Caller, content: bytes, media_type: str, status: int, code: str
) -> None:
    refused = put_logo(fresh, "/brand", content, media_type)
    problem = refused.json()
    assert refused.status_code == status, refused.text
    codes = [error["code"] for error in problem.get("errors") or ()] or [problem["code"]]
    assert codes == [code]
    assert fresh("GET", "/brand").json()["logo"] is None


def test_a_large_body_is_taken_for_a_logo_only(fresh: Caller) -> None:
    name = {"name": "x" * 1_500_000}
    assert fresh("PUT", "/brand", json=name).status_code == 413
    assert put_logo(fresh, "/brand", png() + bytes(1_500_000)).status_code == 200


def test_a_preview_shows_the_brand_without_storing_anything(fresh: Caller, path: str) -> None:
    fresh("PUT", path, json=GIVEN)
    page = fresh("GET", f"{path}/preview", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "--primary:#7A1022" in page.text
    assert "For the strategy day." in page.text
    assert "Front runner" in page.text
    seen = {"Accept": "text/html", "If-None-Match": page.headers["etag"]}
    assert fresh("GET", f"{path}/preview", headers=seen).status_code == 304
    assert fresh("GET", f"{path}/preview?language=fr").json()["code"] == "language_not_offered"
    assert fresh("GET", f"{path}/preview", headers={"Accept": "image/gif"}).status_code == 406


def test_a_preview_is_a_pdf_by_default(fresh: Caller) -> None:
    fresh("PUT", "/brand", json=GIVEN)
    put_logo(fresh, "/brand", png())
    assert fresh("GET", "/brand/preview?language=de").content.startswith(b"%PDF")


def test_reports_rendered_before_a_change_stay_within_reach(
    fresh: Caller, stranger: Caller, company: dict[str, Any]
) -> None:
    assessment = fresh.new_assessment()
    fresh("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    fresh("POST", f"/assessments/{assessment}/submit")
    assert fresh("GET", f"/assessments/{assessment}/reports").json()["items"] == []
    before = fresh("GET", f"/assessments/{assessment}/report").content
    fresh("PUT", "/brand", json=GIVEN)
    after = fresh("GET", f"/assessments/{assessment}/report").content
    newest, oldest = fresh("GET", f"/assessments/{assessment}/reports").json()["items"]
    assert before != after
    for item, content in ((newest, after), (oldest, before)):
        kept = fresh("GET", f"/reports/{item['id']}")
        assert (kept.content, item["size"]) == (content, len(content))
        seen = {"If-None-Match": kept.headers["etag"]}
        assert fresh("GET", f"/reports/{item['id']}", headers=seen).status_code == 304
    assert stranger("GET", f"/reports/{newest['id']}").json()["code"] == "report_not_found"
    assert stranger("GET", f"/assessments/{assessment}/reports").status_code == 404


def test_another_accounts_brand_is_out_of_reach(fresh: Caller, stranger: Caller) -> None:
    added = fresh("POST", "/organizations", json={"name": "Delta"}).json()
    path = f"/organizations/{added['id']}/brand"
    fresh("PUT", path, json=GIVEN)
    for method, rest in (("GET", ""), ("DELETE", ""), ("GET", "/preview"), ("GET", "/logo")):
        refused = stranger(method, path + rest)
        assert refused.json()["code"] == "organization_not_found"
    assert stranger("GET", "/brand").json()["given"]["name"] is None
