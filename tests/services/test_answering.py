"""Answers saved one by one, beside what others do at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from readiness.errors import Conflict, InvalidInput, NotFound, Refused
from readiness.scoring import Mode
from readiness.services import assessments
from readiness.services.answer_changes import AnswerEdit
from readiness.services.answering import (
    AnswerChanged,
    SavedAnswer,
    Saving,
    save_answer,
    save_edits,
    switch_mode,
)
from readiness.services.respondent_parts import Part, part_of
from readiness.storage.assessments import get_answers, get_assessment, list_answer_history
from readiness.storage.links import GrantedVisit
from readiness.storage.table_parts import NOTE_MAX
from tests.services.conftest import NOW, Account
from tests.services.people import Team, team_of

PARCEL = "logistics.single_parcel"
ACCURACY = "logistics.pick_accuracy"
TWICE = "strategy.alignment"
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def team(account: Account) -> Team:
    """An assessment without answers, and three people."""
    return team_of(account, account.assessment({}))


def edit(
    value: object | None, base: int = 0, note: str | None = None, of: str = PARCEL
) -> AnswerEdit:
    return AnswerEdit(of, value, note, base)


def save(team: Team, visit: GrantedVisit, change: AnswerEdit) -> SavedAnswer:
    account = team.account
    return account.database.write_now(save_answer, account.catalog, visit, change, LATER)


def save_page(team: Team, visit: GrantedVisit, *changes: AnswerEdit) -> Saving:
    account = team.account
    return account.database.write_now(save_edits, account.catalog, visit, changes, LATER)


def part(team: Team, visit: GrantedVisit) -> Part:
    return team.account.database.read_now(part_of, team.account.catalog, visit)


def stored(team: Team) -> dict[tuple[str, str], Any]:
    owner = (team.account.id, team.lead.assessment_id)
    rows = team.account.database.read_now(get_answers, *owner)
    return {(row.question_id, row.kind): row for row in rows}


def test_an_answer_is_stored_with_who_gave_it_in_which_role(team: Team) -> None:
    saved = save(team, team.logistics, edit(3, note="Report of October"))

    row = stored(team)[PARCEL, "owner"]
    assert (row.value, row.note, row.answered_at) == (3, "Report of October", LATER)
    assert (row.answered_by, row.answered_role) == (team.logistics.respondent_id, "logistics")
    assert (saved.revision, saved.answered) == (row.revision, True)
    assert saved.revision > 0


def test_a_saved_answer_says_what_is_asked_now_in_its_section(team: Team) -> None:
    saved = save(team, team.logistics, edit(True, of="profile.dangerous_goods"))

    assert saved.applies == ("profile.dangerous_goods", "profile.parcel_share")


def test_every_answer_has_a_revision_of_its_own(team: Team) -> None:
    first = save(team, team.logistics, edit(3))
    other = save(team, team.logistics, edit(99.5, of=ACCURACY))

    assert other.revision > first.revision
    assert stored(team)[PARCEL, "owner"].revision == first.revision


def test_sending_the_same_again_changes_nothing(team: Team) -> None:
    first = save(team, team.logistics, edit(3, note="Report"))
    again = save(team, team.logistics, edit(3, note="Report"))

    assert again == first
    owner = (team.account.id, team.lead.assessment_id)
    assert len(team.account.database.read_now(list_answer_history, *owner)) == 1


def test_the_same_ticks_in_another_order_are_the_same_answer(team: Team) -> None:
    first = save(team, team.lead, edit(["DE", "NL"], of="profile.countries"))
    again = save(team, team.lead, edit(["NL", "DE"], of="profile.countries"))

    assert again.revision == first.revision


def test_a_change_on_top_of_an_old_revision_clashes_and_tells_theirs(team: Team) -> None:
    first = save(team, team.logistics, edit(3))
    theirs = save(team, team.logistics, edit(4, base=first.revision, note="Now we know"))

    with pytest.raises(AnswerChanged) as caught:
        save(team, team.logistics, edit(2, base=first.revision))

    assert caught.value.code == "answer_changed"
    found = caught.value.clash.theirs
    assert found is not None
    assert (found.value, found.note, found.revision) == (4, "Now we know", theirs.revision)
    assert part(team, team.logistics).name_of(found) == "Lena Lager"
    assert stored(team)[PARCEL, "owner"].value == 4


def test_keeping_mine_after_a_clash_is_one_more_change(team: Team) -> None:
    first = save(team, team.logistics, edit(3))
    theirs = save(team, team.logistics, edit(4, base=first.revision))
    save(team, team.logistics, edit(2, base=theirs.revision))

    assert stored(team)[PARCEL, "owner"].value == 2


def test_an_answer_beside_one_taken_back_meanwhile_clashes(team: Team) -> None:
    first = save(team, team.logistics, edit(3))
    save(team, team.logistics, edit(None, base=first.revision))

    with pytest.raises(AnswerChanged) as caught:
        save(team, team.logistics, edit(2, base=first.revision))

    assert caught.value.clash.theirs is None


def test_an_old_answer_that_arrives_late_does_not_undo_a_newer_one(team: Team) -> None:
    first = save(team, team.logistics, edit(3))
    save(team, team.logistics, edit(4, base=first.revision))

    with pytest.raises(AnswerChanged):
        save(team, team.logistics, edit(3))


def test_a_deliberate_answer_that_equals_what_was_shown_clashes_with_a_newer_one(
    team: Team,
) -> None:
    first = save(team, team.logistics, edit(3))
    save(team, team.logistics, edit(4, base=first.revision))

    with pytest.raises(AnswerChanged):
        save(team, team.logistics, edit(3, base=first.revision))


def test_a_page_leaves_alone_what_was_not_changed_on_it(team: Team) -> None:
    first = save(team, team.logistics, edit(3))
    save(team, team.logistics, edit(4, base=first.revision))
    saving = save_page(team, team.logistics, edit(3, base=first.revision), edit(99.5, of=ACCURACY))

    assert not saving.clashes
    assert stored(team)[PARCEL, "owner"].value == 4
    assert stored(team)[ACCURACY, "owner"].value == 99.5


def test_value_and_note_changed_on_two_pages_both_stay(team: Team) -> None:
    first = save(team, team.logistics, edit(3, note="Old"))
    save_page(team, team.logistics, edit(4, base=first.revision, note="Old"))
    save_page(team, team.logistics, edit(3, base=first.revision, note="New"))

    row = stored(team)[PARCEL, "owner"]
    assert (row.value, row.note) == (4, "New")


def test_two_notes_written_at_the_same_time_clash(team: Team) -> None:
    first = save(team, team.logistics, edit(3, note="Old"))
    save_page(team, team.logistics, edit(3, base=first.revision, note="Theirs"))
    saving = save_page(team, team.logistics, edit(3, base=first.revision, note="Mine"))

    assert saving.clashes[PARCEL].theirs is not None
    assert stored(team)[PARCEL, "owner"].note == "Theirs"


def test_an_answer_taken_back_is_gone_with_its_note(team: Team) -> None:
    first = save(team, team.logistics, edit(3, note="Report"))
    gone = save(team, team.logistics, edit(None, base=first.revision))

    assert (gone.revision, gone.answered) == (0, False)
    assert (PARCEL, "owner") not in stored(team)


def test_a_note_without_an_answer_is_refused(team: Team) -> None:
    with pytest.raises(InvalidInput) as caught:
        save(team, team.logistics, edit(None, note="Ask Ben"))

    assert [each.code for each in caught.value.problems] == ["note_without_answer"]


def test_a_note_has_an_end(team: Team) -> None:
    with pytest.raises(InvalidInput) as caught:
        save(team, team.logistics, edit(3, note="x" * (NOTE_MAX + 1)))

    assert [each.code for each in caught.value.problems] == ["note_too_long"]
    save(team, team.logistics, edit(3, note="x" * NOTE_MAX))


def test_questions_of_another_role_are_refused(team: Team) -> None:
    with pytest.raises(Refused) as caught:
        save(team, team.logistics, edit(3, of="strategy.ownership"))

    assert caught.value.code == "question_not_yours"
    assert not stored(team)


def test_who_leads_answers_for_roles_nobody_holds(team: Team) -> None:
    save(team, team.lead, edit(3, of="product_data.ownership"))
    with pytest.raises(Refused):
        save(team, team.lead, edit(3))

    assert stored(team)["product_data.ownership", "owner"].answered_role == "it_product_data"


def test_an_unknown_question_is_not_found(team: Team) -> None:
    with pytest.raises(NotFound) as caught:
        save(team, team.lead, edit(3, of="strategy.nothing"))

    assert caught.value.code == "question_not_found"


def test_a_second_opinion_stands_beside_the_owners_answer(team: Team) -> None:
    save(team, team.lead, edit(4, of=TWICE))
    opinion = save(team, team.sales, edit(1, of=TWICE))

    rows = stored(team)
    assert rows[TWICE, "owner"].value == 4
    assert (rows[TWICE, "second"].value, rows[TWICE, "second"].answered_role) == (
        1,
        "sales",
    )
    assert opinion.revision == rows[TWICE, "second"].revision
    assert part(team, team.sales).stored[TWICE].value == 1
    assert part(team, team.lead).stored[TWICE].value == 4


def test_one_wrong_answer_on_a_page_does_not_keep_the_others_from_being_saved(
    team: Team,
) -> None:
    saving = save_page(
        team,
        team.logistics,
        edit(3),
        edit(120, of=ACCURACY),
        edit(2, of="strategy.ownership"),
        edit(None, note="Later", of="logistics.on_time_dispatch"),
        edit(1.5, of="logistics.order_to_door"),
    )

    assert {name: each.code for name, each in saving.refused.items()} == {
        ACCURACY: "out_of_range",
        "strategy.ownership": "question_not_yours",
        "logistics.on_time_dispatch": "note_without_answer",
    }
    assert {name for name, _ in stored(team)} == {PARCEL, "logistics.order_to_door"}
    assert saving.part.stored[PARCEL].value == 3


def test_answers_saved_together_share_a_revision(team: Team) -> None:
    save_page(team, team.logistics, edit(3), edit(99.5, of=ACCURACY))

    assert len({row.revision for row in stored(team).values()}) == 1


def test_does_not_apply_is_refused_where_other_answers_say_it_applies(team: Team) -> None:
    save(team, team.sales, edit(2, of="profile.specified"))
    with pytest.raises(InvalidInput) as caught:
        save(team, team.lead, edit("not_applicable", of="product_data.planning_interfaces"))

    assert [each.code for each in caught.value.problems] == ["not_applicable_refused"]


def test_an_answer_to_a_question_that_is_not_asked_any_more_is_kept(team: Team) -> None:
    save(team, team.logistics, edit(False, of="profile.dangerous_goods"))
    saved = save(team, team.logistics, edit(3, of="logistics.dangerous_goods"))

    assert saved.revision > 0
    assert "logistics.dangerous_goods" not in saved.applies


def test_a_submitted_assessment_takes_no_answers(account: Account, answers: dict[str, Any]) -> None:
    team = team_of(account, account.submitted(answers))

    with pytest.raises(Conflict) as caught:
        save(team, team.logistics, edit(3))
    assert caught.value.code == "assessment_submitted"
    with pytest.raises(Conflict):
        _switch(team, "quick")
    assert part(team, team.logistics).status == "submitted"


def test_the_quick_scan_can_be_switched_on_and_off_and_loses_nothing(team: Team) -> None:
    save(team, team.logistics, edit(99.5, of=ACCURACY))
    all_asked = len(part(team, team.logistics).asked)
    _switch(team, "quick")
    quick = part(team, team.logistics)
    _switch(team, "full")
    full = part(team, team.logistics)

    assert (quick.mode, full.mode) == ("quick", "full")
    assert len(quick.asked) < len(full.asked) == all_asked
    assert full.stored[ACCURACY].value == 99.5


def test_a_questionnaire_without_a_core_has_no_quick_scan(account: Account) -> None:
    owner = account.assessment({})
    organization = account.database.read_now(get_assessment, account.id, owner).organization_id
    opened = account.database.write_now(
        assessments.open_assessment,
        account.catalog,
        account.id,
        organization,
        "platform-migration",
        NOW,
    )
    team = team_of(account, opened.id)

    with pytest.raises(Conflict) as caught:
        _switch(team, "quick")
    assert caught.value.code == "no_quick_scan"


def test_answers_of_pages_and_of_programs_go_the_same_way(team: Team) -> None:
    save(team, team.logistics, edit(3, note="Report"))
    changes = assessments.AnswerChanges({"LOG-02": 99.5}, answered_by="import")
    account = team.account
    owner = (account.id, team.lead.assessment_id)
    account.database.write_now(assessments.save_answers, account.catalog, *owner, changes, LATER)

    rows = stored(team)
    assert rows[ACCURACY, "owner"].revision == rows[PARCEL, "owner"].revision + 1
    assert part(team, team.logistics).name_of(rows[ACCURACY, "owner"]) == "import"


def test_many_people_saving_at_once_lose_nothing(team: Team) -> None:
    """Twelve answers to twelve questions and one question that all of them answer."""
    questions = [each.question for each in part(team, team.lead).asked if each.question.scored]
    changes = [edit("dont_know", of=each.id) for each in questions[:12]]
    contested = [edit(value, of="profile.connected") for value in range(3)] * 4

    def attempt(change: AnswerEdit) -> bool:
        try:
            save(team, team.lead, change)
        except AnswerChanged:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(attempt, changes + contested))

    rows = stored(team)
    assert all(done[:12])
    assert {name for name, _ in rows} >= {each.question_id for each in changes}
    winner = rows["profile.connected", "owner"].value
    assert done[12:] == [change.value == winner for change in contested]


def _switch(team: Team, mode: Mode) -> None:
    team.account.database.write_now(switch_mode, team.account.catalog, team.lead, mode)
