"""What can go wrong while answering, settling, checking and reading, in the words of the pages."""

from collections.abc import Callable

Say = Callable[[str], str]
Told = dict[str, tuple[str, str]]
"""What happened and how to go on, by the stable code of the problem."""


def told_by_rooms(say: Say) -> Told:
    """Return what the pages of an assessment say of problems."""
    return (
        _of_waiting(say)
        | _of_questions(say)
        | _of_the_team(say)
        | _of_revisions(say)
        | _of_results(say)
        | _of_reports(say)
        | _of_worksheets(say)
        | _of_verifying(say)
    )


def _of_waiting(say: Say) -> Told:
    busy = (
        say("The service cannot do this at the moment."),
        say("Wait a moment and try again; every answer that was acknowledged is kept."),
    )
    gone = (
        say("What this belongs to does not exist any more."),
        say("Load the page again to see what there is."),
    )
    changed = (
        say("Somebody else changed this meanwhile."),
        say("Load the page again, then repeat your change."),
    )
    return {
        "too_busy": busy,
        "shutting_down": busy,
        "report_renderer_closed": busy,
        "files_unavailable": busy,
        "parent_missing": gone,
        "organization_not_found": gone,
        "version_mismatch": changed,
        "sheet_changed": changed,
        "already_exists": changed,
        "unstorable_text": (
            say("A text holds invisible characters that cannot be kept."),
            say("Remove them; typing the text again helps."),
        ),
        "value_refused": (
            say("Something that was entered cannot be kept."),
            say("Go back, look over your entry and try again."),
        ),
    }


def _of_questions(say: Say) -> Told:
    overview = say("Go back to the overview; it lists what is asked of you.")
    other_role = (
        say("This question is answered by somebody in another role."),
        say("Ask the person who leads the assessment if it should be yours."),
    )
    return {
        "unknown_question": (say("There is no such question."), overview),
        "not_your_question": other_role,
        "answer_missing": (
            say("Some questions still need an answer."),
            say("Go to “Check answers”; it lists them."),
        ),
        "answer_given": (
            say("This question was answered by hand already."),
            say("Confirm that the measured figure shall take its place."),
        ),
    }


def _of_the_team(say: Say) -> Told:
    disagreements = say("Look at the list of disagreements again.")
    return {
        "respondent_not_found": (
            say("There is no such person in this team."),
            say("Look at the team again to see who answers."),
        ),
        "lead_stays": (
            say("This cannot be done with the person who leads the assessment."),
            say("Choose a colleague."),
        ),
        "colleague_known": (
            say("Somebody of this name is in the team already. Enter another name."),
            "",
        ),
        "team_full": (say("The team is full. Remove somebody who does not answer."), ""),
        "role_missing": (say("Choose at least one role that this person answers for."), ""),
        "settling_reason_missing": (say("Give the reason; it stands in the report."), ""),
        "settling_reason_too_long": (
            say("The reason is too long; shorten it to 10,000 characters."),
            "",
        ),
        "link_not_found": (
            say("There is no such link in use."),
            say("Look at the list of links again; it may have ended meanwhile."),
        ),
        "unknown_role": (
            say("This questionnaire does not have this role."),
            say("Choose one of those shown."),
        ),
        "unknown_respondent": (
            say("This person is not on the team any more."),
            say("Load the page again to see who is."),
        ),
        "opinions_changed": (say("One of the two answers was changed meanwhile."), disagreements),
        "settlement_not_found": (say("This disagreement is not settled."), disagreements),
        "settled_value_missing": (
            say("Choose the answer that is to count."),
            disagreements,
        ),
    }


def _of_revisions(say: Say) -> Told:
    status = say("Load the page again to see how the assessment stands.")
    return {
        "assessment_not_in_progress": (
            say("This assessment has been completed, so its answers cannot be changed."),
            say("The person who leads it can open it again with a reason."),
        ),
        "assessment_status": (say("The assessment does not allow this as it stands."), status),
        "revision_not_found": (
            say("There is no such earlier result."),
            say("Choose one of those that are listed."),
        ),
    }


def _of_results(say: Say) -> Told:
    return {
        "result_not_found": (
            say("There is no such earlier result."),
            say("Choose one of those that are listed."),
        ),
        "not_suggested": (
            say("This questionnaire is not suggested, or it was opened already."),
            say("Look at the results again; what was opened is listed there."),
        ),
        "carry_over_refused": (
            say("Nothing can be taken over from the earlier assessment."),
            say("Look at the results again; they show what can be opened."),
        ),
        "no_sample": (
            say("This questionnaire has no sample company."),
            say("Look at the sample of another questionnaire."),
        ),
    }


def _of_reports(say: Say) -> Told:
    tell = say("Go back and ask for it again; if that fails too, tell whoever runs this service.")
    too_long = (
        say("Making the report took more time or memory than is allowed here."),
        say("Take the PDF for management, which is shorter, or tell whoever runs this service."),
    )
    not_made = (say("The report could not be made."), tell)
    return {
        "report_queue_full": (
            say("So many reports are being made right now that yours cannot wait with them."),
            say("Wait half a minute, go back and ask for the report again."),
        ),
        "report_crashed": (say("Making the report was cut off."), tell),
        "report_timeout": too_long,
        "report_too_large": too_long,
        "report_not_rendered": not_made,
        "report_fonts_missing": not_made,
        "pdf_libraries_missing": not_made,
    }


def _of_worksheets(say: Say) -> Told:
    upload_again = say("Correct the sheet and upload it again; the page says what is wrong.")
    return {
        "worksheet_not_found": (
            say("There is no such worksheet."),
            say("Go to the worksheets; they are listed there."),
        ),
        "sheet_not_found": (
            say("This worksheet has no such sheet."),
            say("Go to the worksheets; they are listed there."),
        ),
        "upload_not_found": (
            say("This sheet does not exist any more."),
            say("Upload it again."),
        ),
        "upload_not_checked": (
            say("The sheet is still being checked."),
            say("Wait until the page says that it is done."),
        ),
        "upload_refused": (say("The sheet could not be read."), upload_again),
        "no_coverage": (
            say("The sheet has no row with visits or backlinks, so nothing was measured."),
            say("Add visits or backlinks to the sheet and upload it again."),
        ),
        "not_acceptable": (
            say("The sheet is too long for a workbook."),
            say("Take it as CSV."),
        ),
        "file_not_found": (
            say("This file does not exist any more."),
            say("Load the page again to see what there is."),
        ),
    }


def _of_verifying(say: Say) -> Told:
    where = say("All its digits stand in the box “Verify this report” on its last pages.")
    return {
        "fingerprint_incomplete": (
            say("A fingerprint has at least 32 digits, 0 to 9 and a to f. Copy all of it."),
            where,
        ),
        "nothing_to_verify": (say("Type the fingerprint or choose the file."), where),
        "too_many_verifications": (
            say("Too many reports were verified from this network within one hour."),
            say("Try again in an hour."),
        ),
    }
