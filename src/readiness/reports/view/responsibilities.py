"""Role templates in words."""

from readiness.reports.view.decision_parts import (
    Responsibilities,
    ResponsibilitiesView,
    TaskView,
)
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import Fact, Named
from readiness.scoring.responsibilities import Responsibilities as Template


def build_responsibilities(facts: Facts) -> Responsibilities | None:
    """The role templates that are shown; `None` when there are none."""
    shown = facts.result.responsibilities
    templates = tuple(
        _template(facts, template)
        for template in facts.questionnaire.responsibilities
        if template.code in shown
    )
    if not templates:
        return None
    return Responsibilities(title=templates[0].name, templates=templates)


def _template(facts: Facts, template: Template) -> ResponsibilitiesView:
    text = facts.texts.responsibilities[template.code]
    named = {role for task in template.tasks for role in task.roles}
    roles = [role for role in facts.questionnaire.roles if role.id in named]
    return ResponsibilitiesView(
        code=template.code,
        name=text.name,
        definition=text.definition,
        roles=tuple(Named(code=role.code, name=facts.role_name(role.id)) for role in roles),
        letters=tuple(Fact(label=letter, value=said) for letter, said in text.letters.items()),
        tasks=tuple(
            TaskView(
                name=text.tasks[task.id],
                letters=tuple(task.roles.get(role.id, "") for role in roles),
            )
            for task in template.tasks
        ),
    )
