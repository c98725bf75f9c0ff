"""Evidence: checked when it is typed, seen by those whose question it is, deleted by its author."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from readiness.errors import Conflict, InvalidInput, NotFound, Refused
from readiness.services import evidence as use_cases
from readiness.services.assessments import delete_assessment, submit
from readiness.services.context import Context
from readiness.services.evidence import (
    delete_piece,
    evidence_file,
    question_evidence,
    seen_piece,
    take_evidence,
)
from readiness.services.given_evidence import (
    FILE_BYTES,
    NAME_CHARACTERS,
    TEXT_CHARACTERS,
    clean_name,
    file_evidence,
    link_evidence,
    text_evidence,
)
from readiness.services.organizations import delete_organization
from readiness.storage.assessments import get_assessment
from readiness.storage.links import GrantedVisit
from readiness.storage.review_tables import Evidence
from tests.services.conftest import Account
from tests.services.people import Team, team_of

PARCELS = "logistics.single_parcel"
ALIGNMENT = "strategy.alignment"
OVERRIDE, NUL = "\u202e", "\0"


@pytest.fixture
def team(account: Account, answers: dict[str, Any]) -> Team:
    """An assessment answered by three people."""
    return team_of(account, account.assessment(answers))


def add(
    context: Context,
    visitor: GrantedVisit,
    typed: str = "See the contract.",
    question: str = PARCELS,
) -> Evidence:
    return asyncio.run(take_evidence(context, visitor, question, text_evidence(typed)))


def add_file(context: Context, visitor: GrantedVisit, content: bytes = b"%PDF-1.7") -> Evidence:
    given = file_evidence("proof.pdf", len(content))
    return asyncio.run(take_evidence(context, visitor, PARCELS, given, content))


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\ada\Retouren 2025.xlsx", "Retouren 2025.xlsx"),
        ("..", "file"),
        ("", "file"),
        (f"a{NUL}b.pdf", "ab.pdf"),
        (f"invoice{OVERRIDE}fdp.exe", "invoicefdp.exe"),
        ('"><script>alert(1)<.html', '"><script>alert(1)<.html'),
        ("Übergröße.pdf", "Übergröße.pdf"),
        ("new\r\nSet-Cookie: a=b.pdf", "newSet-Cookie: a=b.pdf"),
        (".bashrc. ", "bashrc"),
    ],
)
def test_names_of_files_lose_paths_and_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_a_long_name_keeps_its_ending() -> None:
    kept = clean_name("x" * 300 + ".pdf")
    assert (len(kept), kept[-5:]) == (NAME_CHARACTERS, "x.pdf")
    assert clean_name("y" * 300) == "y" * NAME_CHARACTERS
    assert len(clean_name("z." + "e" * 300)) == NAME_CHARACTERS


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example",
        "www.example.com",
        "https://",
        "https://[half",
        "https://bank.example@evil.example/",
        "https://a b.example",
        f"https://example.com/{OVERRIDE}fdp",
        "https://example.com/" + "x" * 2_000,
        "",
    ],
)
def test_only_whole_addresses_of_the_web_are_links(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        link_evidence(typed)
    assert [(p.code, p.pointer) for p in refused.value.problems] == [
        ("evidence_link_refused", "/link")
    ]


def test_addresses_are_kept_as_typed() -> None:
    assert link_evidence(" https://example.com/a?b=c#d ").content == "https://example.com/a?b=c#d"
    assert link_evidence("http://example.com").form == "link"


def test_sizes_are_limited() -> None:
    with pytest.raises(InvalidInput):
        file_evidence("a.bin", FILE_BYTES + 1)
    with pytest.raises(InvalidInput):
        file_evidence("a.bin", 0)
    assert file_evidence("a.bin", FILE_BYTES).size == FILE_BYTES
    with pytest.raises(InvalidInput):
        text_evidence("x" * (TEXT_CHARACTERS + 1))
    assert text_evidence(f" one\r\ntwo{NUL} ").content == "one\ntwo"


def test_evidence_is_seen_by_those_whose_question_it_is(context: Context, team: Team) -> None:
    piece = add(context, team.logistics)
    for visitor, mine in ((team.logistics, True), (team.lead, False)):
        found = context.database.read_now(question_evidence, context.catalog, visitor, PARCELS)
        assert [(p.content, p.by, p.mine) for p in found.pieces] == [
            ("See the contract.", "Lena Lager", mine)
        ]
        assert found.open is mine
    for refused in (
        lambda: context.database.read_now(question_evidence, context.catalog, team.sales, PARCELS),
        lambda: context.database.read_now(seen_piece, context.catalog, team.sales, piece.id),
        lambda: add(context, team.sales),
        lambda: add(context, team.lead),
    ):
        with pytest.raises(Refused):
            refused()


def test_the_second_opinion_does_not_see_the_evidence_of_the_first(
    context: Context, team: Team
) -> None:
    first = add(context, team.lead, "We agree.", ALIGNMENT)
    found = context.database.read_now(question_evidence, context.catalog, team.sales, ALIGNMENT)
    assert (found.pieces, found.open) == ((), True)
    with pytest.raises(Refused):
        context.database.read_now(seen_piece, context.catalog, team.sales, first.id)
    second = add(context, team.sales, "I see it differently.", ALIGNMENT)
    assert (first.kind, second.kind) == ("owner", "second")
    seen = context.database.read_now(question_evidence, context.catalog, team.lead, ALIGNMENT)
    assert [p.id for p in seen.pieces] == [first.id, second.id]


def test_an_unknown_question_has_no_evidence(context: Context, team: Team) -> None:
    with pytest.raises(NotFound):
        context.database.read_now(question_evidence, context.catalog, team.lead, "no.such")


def test_a_file_comes_back_as_it_was_and_goes_with_its_piece(
    context: Context, team: Team, tmp_path: Path
) -> None:
    content = b"<script>alert(1)</script>"
    piece = add_file(context, team.logistics, content)
    assert asyncio.run(evidence_file(context, team.lead, piece.id)) == ("proof.pdf", content)
    [kept] = stored_files(tmp_path / "files")
    assert kept.name == f"{piece.id}.bin"
    asyncio.run(delete_piece(context, team.logistics, piece.id))
    assert stored_files(tmp_path / "files") == []
    with pytest.raises(NotFound):
        asyncio.run(evidence_file(context, team.lead, piece.id))


def test_a_text_is_no_file(context: Context, team: Team) -> None:
    piece = add(context, team.logistics)
    with pytest.raises(Conflict):
        asyncio.run(evidence_file(context, team.logistics, piece.id))


def test_only_who_added_a_piece_deletes_it(context: Context, team: Team) -> None:
    piece = add(context, team.logistics)
    with pytest.raises(Refused):
        asyncio.run(delete_piece(context, team.lead, piece.id))
    assert asyncio.run(delete_piece(context, team.logistics, piece.id)).id == piece.id


def test_an_assessment_takes_only_so_much(
    context: Context, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use_cases, "PIECES_PER_QUESTION", 2)
    monkeypatch.setattr(use_cases, "BYTES", 10)
    add_file(context, team.logistics)
    with pytest.raises(InvalidInput) as full:
        add_file(context, team.logistics)
    assert full.value.problems[0].code == "evidence_full"
    assert len(stored_files(tmp_path / "files")) == 1
    add(context, team.logistics)
    with pytest.raises(InvalidInput) as many:
        add(context, team.logistics)
    assert many.value.problems[0].code == "evidence_too_many"


def test_nothing_changes_once_submitted(context: Context, team: Team, tmp_path: Path) -> None:
    piece = add_file(context, team.logistics)
    owner = (team.lead.account_id, team.lead.assessment_id)
    context.database.write_now(submit, context.catalog, *owner, context.now())
    with pytest.raises(Conflict, match="was submitted"):
        add(context, team.logistics)
    with pytest.raises(Conflict, match="was submitted"):
        add_file(context, team.logistics)
    with pytest.raises(Conflict, match="was submitted"):
        asyncio.run(delete_piece(context, team.logistics, piece.id))
    assert len(stored_files(tmp_path / "files")) == 1
    assert asyncio.run(evidence_file(context, team.lead, piece.id))[0] == "proof.pdf"


def test_files_go_with_their_assessment(context: Context, team: Team) -> None:
    piece = add_file(context, team.logistics)
    owner = (team.lead.account_id, team.lead.assessment_id)
    assert context.database.write_now(delete_assessment, *owner) == (piece.file_key,)


def test_files_go_with_their_organization(context: Context, team: Team) -> None:
    piece = add_file(context, team.logistics)
    owner = (team.lead.account_id, team.lead.assessment_id)
    organization = context.database.read_now(get_assessment, *owner).organization_id
    files = context.database.write_now(delete_organization, owner[0], organization)
    assert files == (piece.file_key,)


def test_who_leads_answers_for_roles_that_nobody_has(context: Context, team: Team) -> None:
    asked = context.catalog.get("d2c-readiness").questionnaire.questions
    question = next(q for q in asked if q.role == "finance")
    assert add(context, team.lead, question=question.id).kind == "owner"
    team.in_role("Fiona Finanz", "finance")
    with pytest.raises(Refused):
        add(context, team.lead, question=question.id)
