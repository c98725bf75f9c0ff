"""The structural gate: what the validators do not ask, but a reader by ear depends on."""

from collections.abc import Callable, Iterator

from tests.reports.pdf.gates import document_rules, tag_rules
from tests.reports.pdf.gates.document_rules import Expected
from tests.reports.pdf.gates.problem import Problem
from tests.reports.pdf.gates.tagged import TaggedPdf

Rule = Callable[[TaggedPdf, Expected], Iterator[str]]

STRUCTURE_RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        document_rules.marked,
        document_rules.has_tags,
        document_rules.language,
        document_rules.title_shown,
        document_rules.title,
        document_rules.accessible_by_name,
        document_rules.archival_by_name,
        document_rules.nothing_acts,
        document_rules.links,
        document_rules.tab_order,
        document_rules.fonts,
        document_rules.images,
        document_rules.attachments,
        document_rules.open_to_all,
        tag_rules.first_heading,
        tag_rules.heading_levels,
        tag_rules.heading_texts,
        tag_rules.outline,
        tag_rules.figure_has_text,
        tag_rules.figure_says_values,
        tag_rules.figure_text_is_unique,
        tag_rules.tables_have_headers,
        tag_rules.headers_have_scope,
        tag_rules.tables_are_regular,
        tag_rules.links_are_plain,
        tag_rules.painted_in_reading_order,
    )
}


def structure_problems(report: TaggedPdf, expected: Expected) -> list[Problem]:
    """Everything in a report that breaks a rule of its structure."""
    return [
        Problem(name, detail)
        for name, rule in STRUCTURE_RULES.items()
        for detail in rule(report, expected)
    ]
