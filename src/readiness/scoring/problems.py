"""The catalogue of problems: what is wrong, where, and how to mend it."""

from collections.abc import Iterable
from typing import Final

from readiness.scoring.parts import Part

KINDS: Final[dict[str, str]] = {
    # answers
    "unknown_question": "An answer names a question this questionnaire does not have.",
    "duplicate_answer": "A question is answered twice, once by id and once by code.",
    "wrong_type": "The answer is of another type than the question takes.",
    "unknown_option": "The answer is not one of the question's options or items.",
    "repeated_item": "The same item is ticked more than once.",
    "out_of_range": "The figure lies outside the accepted range.",
    "too_many_decimals": "The figure has more decimals than the question takes.",
    "band_not_offered": "An estimated band was given where the question has no bands.",
    "dont_know_refused": "The question must be answered; don't know is not offered.",
    "not_applicable_refused": "Not applicable is not offered for this question here.",
    "text_too_long": "The text is longer than the question takes.",
    "second_opinion_not_asked": "A second opinion was given where the question asks for none.",
    "answer_missing": "The question applies and has no answer yet.",
    "input_missing": "An input of a worksheet is needed and has no value.",
    "unknown_input": "A worksheet has no input of this name.",
    "other_questionnaire": "A file of answers is for another questionnaire than the one named.",
    # structure of a questionnaire
    "questionnaire_too_large": "A questionnaire has more of something than is allowed.",
    "duplicate_id": "An id or code is used twice.",
    "unknown_reference": "A reference names something the questionnaire does not have.",
    "missing_bands": "A scored number or multiple-choice question has no bands.",
    "band_gap": "Some figures fall between two bands.",
    "band_overlap": "Some figures fall into two bands.",
    "missing_value": "An option or band for one of the values 0 to 4 is missing.",
    "level_order": "Levels are not in rising order from 0.",
    "visibility_cycle": "Questions decide about each other's visibility in a circle.",
    "prerequisite_cycle": "Recommendations require each other in a circle.",
    "incomplete_definition": "A definition lacks a part it needs.",
    "missing_text": "A text is missing in a language.",
    "orphaned_text": "A text belongs to nothing in the questionnaire.",
    "avoided_word": "A text has a word that the glossary of its language avoids.",
    "source_not_cited": "A source is cited by nothing.",
    "no_source": "Something rests on no source, and not by declared expertise either.",
    "reserved_name": "A name is taken by the rule language or by an answer state.",
    "wrong_range": "The lowest accepted figure is not below the highest.",
    "empty_band": "No figure that can be typed lies in the band.",
    "band_order": "The values of the bands do not rise or fall with the figures.",
    "wrong_factor": "A factor of a value rule is not between 0 and 1, or its question not scored.",
    "raise_without_effect": "A raise can lift no level, or needs more findings than it names.",
    "missing_routes": "A recommendation serves no route where there are routes.",
    "wrong_letters": "A task has not one A, no R, or a role without letter.",
    # worksheets
    "unused_input": "Nothing is calculated from an input of a worksheet.",
    "excluded_read": "A counted figure reads an excluded input or figure.",
    "forward_figure": "A figure reads one that is calculated after it, or itself.",
    "wrong_horizon": "A figure is read without horizon or of an undeclared one, or one is wrong.",
    "default_out_of_range": "An input of a worksheet would not take its own default.",
    # table worksheets
    "unknown_check": "A table worksheet names a check that there is not.",
    "wrong_column": "A column is of a form that nothing can check, or one that is read is missing.",
    "wrong_feed": "A table worksheet feeds a question that does not take its figure.",
    # what rules mean
    "dead_rule": "A rule is true under no answers.",
    "always_true_rule": "A rule is true under all complete answers.",
    "unreachable_question": "A question is asked under no answers.",
    "untriggered_recommendation": "A recommendation is triggered by no answers.",
    "unattainable_level": "No answers lead to a level.",
    "verdict_gap": "The verdict table has no row for a combination.",
    "decision_gap": "A decision table has no row for a combination.",
    "decision_overlap": "Two rows of a decision table hold at once, although only one may.",
    "unreachable_row": "A row of a table is never the first that is true.",
    "better_is_worse": "A better answer lowers a score or makes a gate harsher.",
    # reading of files
    "too_large": "The file is larger than what is read.",
    "not_utf8": "The file is not UTF-8.",
    "byte_order_mark": "The file starts with a byte order mark.",
    "tab_character": "A line has a tab.",
    "control_character": "A text has an invisible character.",
    "yaml_syntax": "The text cannot be read as YAML.",
    "json_syntax": "The text cannot be read as JSON.",
    "yaml_directive": "The file has a line that starts with %.",
    "several_documents": "The file holds more than one document.",
    "duplicate_key": "A key is given twice.",
    "key_not_text": "A key is not a text.",
    "anchor_or_alias": "A value is named for use elsewhere, or such a name is used.",
    "merge_key": "A mapping is merged into another.",
    "explicit_tag": "A tag says how to read a value.",
    "ambiguous_word": "An unquoted word could be a text or true, false or null.",
    "ambiguous_number": "A number would not be read as it is written.",
    "empty_value": "A value is missing.",
    "too_deep": "Too many mappings and lists are inside one another.",
    "too_many_nodes": "The file has too many values.",
    "too_many_problems": "There are more problems than are listed.",
    # shape of files
    "missing_key": "A key that is needed is missing.",
    "unknown_key": "A key means nothing here.",
    "wrong_value": "A value is of the wrong type or not among those allowed.",
    "missing_file": "A file is missing.",
    "unexpected_file": "A file has no place in a version folder.",
    "wrong_file": "A section stands in the wrong file.",
    "wrong_folder": "Key or version differ from the folder's name.",
    # released versions
    "released_changed": "A released version is no longer what was released.",
    "not_locked": "A released version is not in the lock.",
    "wrong_lock_line": "A line of the lock cannot be read.",
    # cases
    "duplicate_case": "Two cases have the same name.",
    "unknown_base": "A case builds on a case that is not there.",
    "case_cycle": "Cases build on each other in a circle.",
    "case_differs": "The result differs from what the case expects.",
    "never_fires": "No case shows the rule firing.",
    "never_silent": "No case shows the rule silent.",
    "case_shows_nothing": "A case expects nothing, or nothing that its base does not show.",
}
"""Problem codes of the core with one line each; rule-language codes are in `expressions`."""


class Problem(Part):
    """One thing that is wrong.

    `path` leads to the place inside the document, as keys and list positions, and `offset` is the
    character inside the text found there. `file`, `line` and `column` (1-based) are known when the
    document came from a file.
    """

    code: str
    message: str
    remedy: str
    path: tuple[str | int, ...] = ()
    offset: int = 0
    file: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def pointer(self) -> str:
        """The place as a JSON Pointer (RFC 6901)."""
        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in self.path)
        return "".join(f"/{part}" for part in parts)

    def __str__(self) -> str:
        """`file:line:column: code: what; how to mend it`."""
        place = self.file or self.pointer or "/"
        if self.line is not None:
            place = f"{place}:{self.line}:{self.column or 1}"
        return f"{place}: {self.code}: {self.message}; {self.remedy}"


class ProblemsFound(ValueError):
    """Raised when a document is refused whole; carries every problem, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class AnswersRefused(ProblemsFound):
    """A set of answers has problems; none of it is taken."""


class QuestionnaireRefused(ProblemsFound):
    """A questionnaire has problems; it cannot be used."""
