"""Contradictions, combined findings and disagreements between roles, in words."""

from collections.abc import Iterator, Mapping

from readiness.reports.view.answers import answer_views
from readiness.reports.view.facts import Facts, OpinionPair, SettledOpinion
from readiness.reports.view.pages import Disagreement, Findings, FindingView, SettledView
from readiness.scoring.result import FindingResult

SEVERITIES = ("critical", "high", "medium", "low", "info")


def build_findings(facts: Facts) -> Findings:
    """All findings, gravest first, and where two roles answered differently."""
    order = sorted(facts.result.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    found = tuple(_finding(facts, finding) for finding in order)
    gaps = tuple(_disagreement(facts, pair) for pair in _pairs(facts))
    return Findings(
        title=_title(facts, len(found), gaps),
        lead=_lead(facts, found=bool(found or gaps)),
        findings=found,
        disagreements_title=_disagreements_title(facts, gaps),
        disagreements=gaps,
        no_disagreements=facts.words.say(
            "No question was answered differently by two roles, or no second opinion was given."
        )
        if any(question.second_opinion for question in facts.questionnaire.questions)
        else None,
    )


def severity_label(facts: Facts, severity: str) -> str:
    """The word for a severity."""
    say = facts.words.say
    return {
        "critical": say("critical"),
        "high": say("high"),
        "medium": say("medium"),
        "low": say("low"),
        "info": say("for information"),
    }[severity]


def _lead(facts: Facts, *, found: bool) -> str:
    say = facts.words.say
    if not found and _too_little_known(facts):
        return say("What your answers say together shows once more of them are known.")
    if not facts.judges_routes:
        return (
            say("Each finding names the answers it rests on.")
            if found
            else say("Your answers were read together. They call for nothing beyond the gates.")
        )
    if found:
        return say(
            "Each statement names the answers it rests on. It asks you to look again; "
            "it does not say who is right."
        )
    return say("Your answers were compared with each other. None of them contradicts another.")


def _title(facts: Facts, findings: int, gaps: tuple[Disagreement, ...]) -> str:
    if findings and not facts.judges_routes:
        return facts.words.count(
            "Your answers lead to one finding",
            "Your answers lead to %(n)s findings",
            findings,
        )
    if findings:
        return facts.words.count(
            "Your answers show one tension worth a conversation",
            "Your answers show %(n)s tensions worth a conversation",
            findings,
        )
    if any(gap.settled is None for gap in gaps):
        return facts.words.say("Two roles see things differently")
    if gaps:
        return facts.words.say("Two roles saw things differently, and it is settled")
    if _too_little_known(facts):
        return facts.words.say("There are too few answers to compare yet")
    return facts.words.say("Your answers fit together")


def _too_little_known(facts: Facts) -> bool:
    return all(dimension.insufficient_evidence for dimension in facts.result.dimensions)


def _disagreements_title(facts: Facts, gaps: tuple[Disagreement, ...]) -> str:
    words = facts.words
    if not gaps:
        return ""
    settled = sum(gap.settled is not None for gap in gaps)
    if settled == len(gaps):
        return words.count(
            "Two roles differed on one question, and it is settled",
            "Two roles differed on %(n)s questions, and all are settled",
            settled,
        )
    if settled:
        return words.say(
            "Two roles differed on %(all)s questions; %(settled)s of them settled",
            all=len(gaps),
            settled=settled,
        )
    return words.count(
        "Two roles differ on one question, which is still open",
        "Two roles differ on %(n)s questions, which are still open",
        len(gaps),
    )


def _finding(facts: Facts, finding: FindingResult) -> FindingView:
    return FindingView(
        code=finding.code,
        text=facts.texts.findings[finding.code],
        severity=finding.severity,
        severity_label=severity_label(facts, finding.severity),
        answers=answer_views(facts, finding.questions),
        remark=_remark(facts, finding.code),
    )


def _remark(facts: Facts, finding: str) -> str | None:
    remark = facts.remarks.get(finding)
    if remark is None:
        return None
    return facts.words.say("Remark by %(name)s: %(text)s", name=remark.by, text=remark.text)


def _pairs(facts: Facts) -> Iterator[OpinionPair]:
    """Those who disagree in the result, and those settled before it, in the order asked."""
    open_ones = {gap.id: gap for gap in facts.result.disagreements}
    for question in facts.questionnaire.questions:
        gap, pair = open_ones.get(question.id), facts.opinions.get(question.id)
        if gap is not None:
            by = (pair.owner_by, pair.second_by) if pair else (None, None)
            yield OpinionPair(gap.id, gap.owner, gap.second, *by)
        elif pair is not None and pair.settled is not None:
            yield pair


def _disagreement(facts: Facts, pair: OpinionPair) -> Disagreement:
    question, text = facts.questions[pair.question], facts.texts.questions[pair.question]
    gap = abs(pair.owner - pair.second)
    return Disagreement(
        code=question.code,
        title=text.title,
        first_role=facts.role_name(question.role),
        first_value=pair.owner,
        first_label=text.options.get(str(pair.owner), str(pair.owner)),
        first_by=pair.owner_by,
        second_role=facts.role_name(question.second_opinion or ""),
        second_value=pair.second,
        second_label=text.options.get(str(pair.second), str(pair.second)),
        second_by=pair.second_by,
        gap_label=facts.words.count("one step apart", "%(n)s steps apart", gap),
        settled=_settled(facts, pair.settled, text.options) if pair.settled else None,
    )


def _settled(facts: Facts, settled: SettledOpinion, options: Mapping[str, str]) -> SettledView:
    say = facts.words.say
    answer = options.get(str(settled.value), str(settled.value))
    return SettledView(
        value=settled.value,
        label=say("Settled: %(answer)s", answer=answer),
        note=say("by %(name)s, %(day)s", name=settled.by, day=facts.numbers.day(settled.at)),
        reason=say("Reason: %(reason)s", reason=settled.reason),
    )
