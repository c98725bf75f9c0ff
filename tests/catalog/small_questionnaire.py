"""A questionnaire of five questions with one rule of each kind, as an author writes it."""

from pathlib import Path

QUESTIONNAIRE = """\
key: small
version: 2026.1.0
status: draft
as_of: 2026-11-22
roles:
  - id: management
    code: MGT
  - id: sales
    code: SAL
levels:
  - id: low
    number: 1
    from_score: 0
  - id: high
    number: 2
    from_score: 50
dimensions:
  - id: logistics
    code: LOG
    weight: 60
  - id: channels
    code: CHN
    weight: 40
questions:
  - id: profile.buyers
    code: PRF-01
    basis: expert
    type: single
    role: management
    options:
      - value: businesses
        aliases: [businesses only]
      - value: also_consumers
  - id: profile.seller
    code: PRF-02
    basis: expert
    type: boolean
    role: management
  - id: logistics.single_parcel
    code: LOG-01
    type: single
    role: management
    dimension: logistics
    weight: 3
    second_opinion: sales
    options: [{value: 0}, {value: 2}, {value: 4}]
    sources: [P-01]
  - id: logistics.accuracy
    code: LOG-02
    basis: expert
    type: number
    role: management
    dimension: logistics
    weight: 2
    dont_know: zero
    unit: "%"
    low: 0
    high: 100
    decimals: 1
    better: higher
    bands:
      - {value: 0, below: 95}
      - {value: 1, at_least: 95, below: 98}
      - {value: 2, at_least: 98, below: 99}
      - {value: 3, at_least: 99, at_most: 99.8}
      - {value: 4, above: 99.8}
  - id: channels.partners
    code: CHN-01
    basis: expert
    type: multiple
    role: sales
    dimension: channels
    weight: 1
    asked_if: profile.seller
    items: [{id: lead}, {id: service}]
    bands:
      - {value: 0, at_most: 0}
      - {value: 2, at_least: 1, at_most: 1}
      - {value: 4, at_least: 2}
benchmarks:
  - id: accuracy
    questions: [logistics.accuracy]
    year: "2020"
    grade: B
    sources: [P-01]
"""

RULES = """\
weight_rules:
  - id: sellers
    when: profile.seller
    dimension: channels
    factor: 1.5
gates:
  - code: G1
    block: logistics.single_parcel == 0
    condition: logistics.single_parcel == 2
    caps: {overall: 49.9, dimensions: {logistics: 39.9}}
    notes:
      - id: consumers
        when: profile.buyers == "also_consumers"
    repairs: [REC-01]
    basis: expert
findings:
  - code: X-01
    when: logistics.single_parcel == 4 && logistics.accuracy == 0
    severity: high
route_rules:
  base: R2
  candidates: [R1]
  verdicts:
    - {verdict: not_a_fit, when: fit < 40}
    - {verdict: blocked, when: blocked}
    - {verdict: pilot, when: conditioned}
    - {verdict: go, when: fit >= 40}
  index: {fit: 60, readiness: 40}
  primary: {verdicts: [go, pilot], fit_at_least: 55}
  next: {verdicts: [blocked], fit_at_least: 55}
  close_within: 5
routes:
  - code: R1
    fit: {formula: "profile.seller ? 100 : 0"}
    readiness: {logistics: 60, channels: 40}
    gates: {G1: blocks}
  - code: R2
    fit: {terms: [{value: "80", weight: 1}]}
    readiness: {channels: 1, logistics: 1}
variants:
  - code: R1-OUTSOURCED
    route: R1
    when: gate.G1 == "block"
    assume: {profile.buyers: businesses only}
    ignore_gates: [G1]
recommendation_rules:
  main_list: 2
  relevant_fit: 40
  light_when: profile.buyers == "businesses"
  effort: {S: 1, M: 2, L: 3}
  route_weights: {primary: 1.0, base: 0.8, next: 0.6, other: 0.3}
  windows: {S: 0-3, M: 3-6, L: 6-18}
recommendations:
  - code: REC-01
    basis: expert
    when: logistics.single_parcel <= 2
    effort: M
    impact: 5
    owner: management
    routes: [R1]
    prerequisites: [REC-02]
  - code: REC-02
    basis: expert
    when: unknown(logistics.accuracy)
    effort: S
    impact: 4
    owner: sales
    routes: [R1, R2]
"""

SOURCES = """\
sources:
  - id: P-01
    kind: interview
    status: opinion
    grade: C
    checked: 2026-11-22
"""

TEXTS = """\
title: Small
description: A small questionnaire.
disclaimer: No advice.
roles:
  management: {name: Management}
  sales: {name: Sales}
levels:
  low: {name: Low}
  high: {name: High}
dimensions:
  logistics:
    name: Logistics
    definition: Parcels.
    levels: {low: Pallets, high: Parcels}
  channels:
    name: Channels
    definition: Partners.
    levels: {low: Chance, high: Rules}
questions:
  profile.buyers:
    title: Who can buy?
    options: {businesses: Businesses, also_consumers: Consumers too}
  profile.seller:
    title: Do you sell on a marketplace?
  logistics.single_parcel:
    title: Do single parcels leave the house?
    options: {0: Never, 2: Sometimes, 4: Always}
  logistics.accuracy:
    title: How many picks are right?
    unit: per cent
    options: {0: below 95, 1: 95 to 98, 2: 98 to 99, 3: 99 to 99.8, 4: above 99.8}
  channels.partners:
    title: What do partners earn with you?
    options: {lead: Lead fee, service: Service fee, 0: nothing, 2: one fee, 4: both fees}
benchmarks:
  accuracy: {name: Accuracy, value: "99.9"}
sources:
  P-01: A practitioner said so.
"""

RULE_TEXTS = """\
verdicts:
  go: {name: Go}
  pilot: {name: Pilot}
  blocked: {name: Blocked}
  not_a_fit: {name: Not a fit}
gates:
  G1:
    name: Single parcels
    block: Parcels do not leave the house.
    condition: Parcels leave now and then.
    notes: {consumers: Consumers expect parcels.}
findings:
  X-01: Parcels leave, but are often wrong.
routes:
  R1:
    name: Shop
    essence: Users buy from you.
    suits: Strong brands.
    next_step: {go: Open, pilot: Try, blocked: Repair, not_a_fit: Leave}
  R2:
    name: Findability
    essence: Users find you.
    suits: Everybody.
    next_step: {go: Start, pilot: Start small}
variants:
  R1-OUTSOURCED: Somebody else sends the parcels.
recommendations:
  REC-01: {text: Send parcels.}
  REC-02: {text: Count mistakes.}
weight_rules:
  sellers: Sellers need partners.
"""

FILES = {
    "questionnaire.yaml": QUESTIONNAIRE,
    "rules.yaml": RULES,
    "sources.yaml": SOURCES,
    "texts/en.yaml": TEXTS,
    "texts/en.rules.yaml": RULE_TEXTS,
    "CHANGES.md": "First version.\n",
}


def write_version(directory: Path, files: dict[str, str | None] | None = None) -> Path:
    """Write `directory/small/2026.1.0`; `files` replaces texts, adds files or leaves them out."""
    folder = directory / "small" / "2026.1.0"
    for name, text in (FILES | (files or {})).items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def place_of(text: str, words: str) -> tuple[int, int]:
    """Line and column, from 1, at which the words stand in a text."""
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
