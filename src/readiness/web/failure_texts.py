"""What went wrong in the words of the pages, by the stable code of the problem.

A code that is not here is told in English, as the service words it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from readiness.errors import InputProblem
from readiness.reports.words import Words
from readiness.web.failures_of_rooms import Say, Told, told_by_rooms


@dataclass(frozen=True, slots=True)
class Explained:
    """What happened and how to go on; `language` is set where it is not that of the page."""

    detail: str
    remedy: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with a field; `target` is the id of its element."""

    target: str
    text: str


def explain(words: Words, problem: InputProblem) -> Explained:
    """Return a problem in the language of the page, by its code and pointer, else by its code."""
    known = _told(words.say)
    told = known.get(f"{problem.code}{problem.pointer}") or known.get(problem.code)
    if told is not None:
        return Explained(*told)
    return Explained(problem.detail, problem.remedy, "en" if words.language != "en" else None)


def field_problems(words: Words, problems: Iterable[InputProblem]) -> tuple[FieldProblem, ...]:
    """Return problems beside the fields that their pointers name, such as `/email`."""
    return tuple(
        FieldProblem(problem.pointer.removeprefix("/"), explain(words, problem).detail)
        for problem in problems
    )


def _told(say: Say) -> Told:
    return (
        _of_the_site(say)
        | _of_links(say)
        | _of_starting(say)
        | _of_assessments(say)
        | _of_questions(say)
        | _of_evidence(say)
        | _of_checking(say)
        | told_by_rooms(say)
    )


def _of_the_site(say: Say) -> Told:
    try_again = say("Wait a moment and try again; every answer that was acknowledged is kept.")
    busy = (say("The service cannot do this at the moment."), try_again)
    return {
        "not_found": (
            say("There is nothing at this address."),
            say("Check the address, or go to the start page."),
        ),
        "http_error": (say("This cannot be done at this address."), say("Go back and try again.")),
        "internal_error": (
            say("Something went wrong on our side. Nothing was stored by halves."),
            say("Try again; every answer that was acknowledged is kept."),
        ),
        "too_large": (
            say("More was sent than is accepted here."),
            say("Choose a smaller file, or send less text at a time."),
        ),
        "form_not_recognized": (
            say("This page was open too long, or the visit ended meanwhile."),
            say("Go back, load the page again and repeat your entry."),
        ),
        "sent_from_elsewhere": (
            say("This was sent from another site."),
            say("Open the page here and send it again."),
        ),
        "database_unavailable": busy,
        "database_read_only": busy,
        "database_not_migrated": busy,
        "questionnaire_refused": (
            say("The files of this questionnaire have problems, so it cannot be used now."),
            say("Try again later; every answer given so far is kept."),
        ),
        "unknown_questionnaire": _not_offered(say),
        "unknown_version": _not_offered(say),
    }


def _not_offered(say: Say) -> tuple[str, str]:
    return (
        say("There is no such questionnaire on offer."),
        say("Go to the start page to see which there are."),
    )


def _of_links(say: Say) -> Told:
    ask = say("Ask whoever sent it to you for a new link; every answer given so far is kept.")
    return {
        "link_not_valid": (
            say("This private link is not known."),
            say("Check that the whole address was copied; a newer link may have replaced it."),
        ),
        "link_expired": (say("This private link has expired."), ask),
        "link_revoked": (say("This private link was ended."), ask),
        "visit_ended": (
            say("This browser has not been let in, or the visit has ended."),
            say("Open your private link again; every answer given so far is kept."),
        ),
        "reading_only": (
            say("This link is for reading only."),
            say("Ask whoever sent it for a link of your own to answer by."),
        ),
        "lead_only": (
            say("Only the person who leads this assessment can do this."),
            say("Ask that person to do it."),
        ),
    }


def _of_starting(say: Say) -> Told:
    return {
        "self_start_off": (
            say("Assessments cannot be started without account here."),
            say("Ask whoever told you about this page for a private link."),
        ),
        "too_many_starts": (
            say("Too many assessments were started from this network within one hour."),
            say("Try again in an hour, or open a private link that you have already."),
        ),
        "name_missing": (say("Enter a name."), ""),
        "name_missing/name": (say("Enter your name."), ""),
        "name_missing/organization": (say("Enter the name of your company."), ""),
        "name_too_long": (say("This name is too long; shorten it to 300 characters."), ""),
        "deletion_not_confirmed": (
            say("Tick the box to delete everything, or go back to keep it."),
            "",
        ),
        "email_not_understood": (
            say("Enter the e-mail address in the form name@example.com, or leave it out."),
            "",
        ),
    }


def _of_assessments(say: Say) -> Told:
    return {
        "assessment_not_found": (
            say("This assessment does not exist any more."),
            say("It may have been deleted. Ask the person who led it."),
        ),
        "assessment_submitted": (
            say("This assessment has been completed, so its answers cannot be changed."),
            say("The person who leads it can open it again with a reason."),
        ),
        "assessment_not_submitted": (
            say("This assessment has not been completed, so there is no final result yet."),
            say("Until then, look at the provisional results."),
        ),
        "questionnaire_changed": (
            say("The questionnaire was changed after this assessment had begun."),
            say("Ask whoever runs this service to restore the version it began with."),
        ),
    }


def _of_questions(say: Say) -> Told:
    overview = say("Go to the overview; it lists the questions that are yours.")
    return {
        "question_not_asked": (
            say("This question is not asked of you, or not any more after other answers."),
            overview,
        ),
        "section_not_found": (say("There is no such section."), overview),
        "no_quick_scan": (
            say("This questionnaire has no quick scan."),
            say("Answer it in full."),
        ),
    }


def _of_evidence(say: Say) -> Told:
    overview = say("Go to the overview; it lists the questions that are yours.")
    return {
        "question_of_another_role": (
            say("This question is answered by somebody in another role."),
            overview,
        ),
        "evidence_not_found": (
            say("This piece of evidence does not exist any more."),
            say("Go back to the question; it shows what there is."),
        ),
        "evidence_not_yours": (
            say("Somebody else added this piece of evidence."),
            say("Ask that person to delete it."),
        ),
        "evidence_not_a_file": (
            say("This piece of evidence is not a file."),
            say("Go back to the question; it shows what there is."),
        ),
        "evidence_missing": (say("Write a text, paste a link or choose a file."), ""),
        "evidence_text_too_long": (
            say("The text is too long; shorten it, or add it as a file."),
            "",
        ),
        "evidence_link_refused": (
            say("Copy the whole address; it begins with https:// and has no spaces."),
            "",
        ),
        "evidence_file_too_large": (
            say("The file is larger than 10 MB; add a smaller one, or a link to it."),
            "",
        ),
        "evidence_file_empty": (say("The file is empty; choose it again."), ""),
        "evidence_too_many": (
            say("This answer has as much evidence as it can hold; delete a piece first."),
            "",
        ),
        "evidence_full": (
            say("This assessment has as much evidence as it can hold; add a link instead."),
            "",
        ),
    }


def _of_checking(say: Say) -> Told:
    again = say("Look at the check of the answers again.")
    return {
        "reason_missing": (say("Write the reason in a sentence."), ""),
        "reason_too_long": (say("The reason is too long; shorten it."), ""),
        "remark_too_long": (say("The remark is too long; shorten it."), ""),
        "finding_not_found": (say("There is no such remark to make here."), again),
        "nothing_to_confirm": (say("This answer is not waiting to be confirmed."), again),
        "quick_scan_not_submitted": (
            say("A quick scan is not submitted: it asks too little for a final result."),
            say("Extend it to the full assessment; every answer stays."),
        ),
        "assessment_superseded": (
            say("A newer assessment has taken the place of this one."),
            say("Answer the newer one."),
        ),
    }
