"""The small questionnaire with an index, a value rule, a decision, a risk and a role template."""

from tests.catalog.small_questionnaire import FILES

INDICES = """\
indices:
  - id: signs
    code: SIGNS
    direction: concern
    levels:
      - {id: few, number: 1, from_score: 0}
      - {id: many, number: 2, from_score: 50}
      - {id: all, number: 3, from_score: 80}
    raises:
      - {level: many, at_least: 1, of: [X-01]}
    sources: [P-01]
"""

DECISIONS = """\
decisions:
  - code: MOVE
    rows:
      - {outcome: stay, when: level.signs == 1}
      - {outcome: prepare, when: level.signs >= 2 && level.overall == 1}
      - {outcome: go, when: level.signs >= 2 && level.overall == 2}
    notes:
      - {id: careful, when: risk.RSK_1, sources: [P-01]}
    sources: [P-01]
"""

RISKS = """\
risk_rules: {high_from: 16}
risks:
  - code: RSK-1
    when: signs.age >= 3
    likelihood: 4
    impact: 4
    repairs: [REC-01]
    sources: [P-01]
"""

RESPONSIBILITIES = """\
responsibilities:
  - code: ROLES
    shown_when: decision.MOVE != "stay"
    tasks:
      - {id: goals, roles: {management: A, sales: R}}
    sources: [P-01]
"""

CARRY_OVER = """\
offered_after:
  - {questionnaire: other, versions: ">=2026.1.0", when: "care.a <= 1"}
carry_over:
  - questionnaire: other
    versions: ">=2026.1.0"
    at_most_months_old: 12
    answers:
      - {question: signs.age, there: shop.age, take: figure}
    shown_beside:
      - {question: signs.renewed, there: shop.renewed}
printed_beside:
  - {here: X-01, questionnaire: other, there: REC-9}
"""

QUESTIONS = """\
  - id: signs.age
    code: SIG-01
    type: number
    role: management
    dimension: signs
    weight: 1
    unit: years
    low: 0
    high: 40
    better: lower
    bands:
      - {value: 0, below: 1}
      - {value: 1, at_least: 1, below: 3}
      - {value: 2, at_least: 3, below: 6}
      - {value: 3, at_least: 6, below: 9}
      - {value: 4, at_least: 9}
  - id: signs.renewed
    code: SIG-01-A
    type: boolean
    role: management
    asked_if: signs.age >= 1
benchmarks:
"""

VALUE_RULES = """\
value_rules:
  - id: renewed
    question: signs.age
    factor: 0.5
    when: signs.renewed
    sources: [P-01]
"""

QUESTION_TEXTS = """\
  signs.age:
    title: How old is the shop?
    options: {0: new, 1: 1 to 2, 2: 3 to 5, 3: 6 to 8, 4: 9 or more}
  signs.renewed: {title: Was it renewed?}
benchmarks:
"""

TEXTS = """\
indices:
  signs:
    name: Signs
    definition: Age.
    levels: {few: {name: Few}, many: {name: Many}, all: {name: All}}
    raised: Raised by {triggers}.
value_rules: {renewed: Renewed shops count half.}
decisions:
  MOVE:
    name: Move?
    definition: Read from signs and level.
    outcomes:
      stay: {name: Stay, text: Stay where you are.}
      prepare: {name: Prepare, text: Prepare the move.}
      go: {name: Go, text: Move now.}
    notes: {careful: Be careful.}
risks:
  RSK-1: {name: Breakdown, mitigation: Harden it.}
risk_classes: {high: High, raised: Raised}
responsibilities:
  ROLES:
    name: Who does what
    definition: A template.
    letters: {A: Accountable, R: Responsible, C: Consulted, I: Informed}
    tasks: {goals: Set the goals}
"""

CARRIED = """\
carry_over: {offered: "{reasons}", taken: "{question}", shown: "{answer}", too_old: "{months}"}
"""

DECIDING: dict[str, str] = FILES | {
    "questionnaire.yaml": FILES["questionnaire.yaml"].replace("benchmarks:\n", QUESTIONS),
    "rules.yaml": VALUE_RULES + FILES["rules.yaml"],
    "indices.yaml": INDICES,
    "decision.yaml": DECISIONS,
    "risks.yaml": RISKS,
    "responsibilities.yaml": RESPONSIBILITIES,
    "carry_over.yaml": CARRY_OVER,
    "texts/en.yaml": FILES["texts/en.yaml"].replace("benchmarks:\n", QUESTION_TEXTS),
    "texts/en.decision.yaml": TEXTS + CARRIED,
}
