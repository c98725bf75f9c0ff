"""The small questionnaire with a worksheet that has one of each kind of part."""

from pathlib import Path

from tests.catalog.small_questionnaire import write_version

WORKSHEETS = """\
worksheets:
  - code: COST
    kind: calculation
    horizons: [3, 5]
    own_horizon: input.horizon
    currency: EUR
    sheets:
      - {id: first}
      - {id: second, when: finding.X_01}
    sources: [P-01]
    groups:
      - id: money
        inputs:
          - {id: setup, code: C1, unit: EUR, low: 0, high: 1000000, decimals: 2}
          - {id: rent, code: R1, unit: EUR, low: 0, high: 1000000, decimals: 2}
          - {id: saving, code: S1, unit: EUR, low: 0, high: 1000000, decimals: 2, default: 0.1}
          - {id: sure, code: S2, unit: yes_no, default: false}
      - id: calculation
        inputs:
          - {id: change, code: K1, unit: "%", low: -50, high: 100, decimals: 2}
          - {id: rate, code: K2, unit: "%", low: 0, high: 50, decimals: 2}
          - {id: horizon, code: K3, unit: years, low: 1, high: 15, optional: true}
      - id: excluded
        inputs:
          - {id: fees, code: X1, unit: EUR, low: 0, high: 1000, optional: true}
    figures:
      - {id: yearly, code: R, decimals: 2, formula: input.rent - input.saving}
      - {id: fees_twice, code: X, excluded: true, formula: input.fees * 2}
      - {id: share, code: Q, decimals: 1, formula: 100 * input.setup / input.rent}
      - id: last
        code: L
        per_horizon: true
        formula: grown(input.rent, input.change / 100, years)
      - id: total
        code: T
        per_horizon: true
        formula: >-
          input.setup + present_value(figure.yearly, input.change / 100, input.rate / 100, years)
      - {id: difference, code: D, formula: figure.total.years_5 - figure.total.years_3}
    checks:
      - {id: dear, per_horizon: true, red: figure.total > 100000, amber: figure.total > 50000}
      - {id: unsure, amber: "input.saving > 10 && !input.sure", sources: [P-01]}
      - {id: short, per_horizon: true, amber: years < 3}
    readings:
      - {id: cheap, when: figure.total.years_3 <= 10000}
      - {id: costly}
    reading_notes:
      - {id: by_finding, when: finding.X_01 && figure.share > 50}
      - {id: fees, when: input.fees > 0}
    benchmarks:
      - {id: usual, figure: share, year: undated, grade: C, sources: [P-01]}
    curve: {figure: total, begins_with: [yearly], against: [last]}
"""

WORKSHEET_TEXTS = """\
worksheets:
  COST:
    name: Cost
    definition: What it costs.
    sheets: {first: The first, second: The second}
    groups: {money: Money, calculation: Calculation, excluded: Not counted}
    inputs:
      setup: {title: Set-up}
      rent: {title: Rent, help: A year.}
      saving: {title: Saving}
      sure: {title: Are you sure?}
      change: {title: Change}
      rate: {title: Rate}
      horizon: {title: Own horizon}
      fees: {title: Fees}
    units: {EUR: EUR, yes_no: "", "%": per cent, years: years}
    figures:
      yearly: A year
      fees_twice: Fees
      share: Share
      last: Last year
      total: Total
      difference: Two years more
    checks:
      dear: {red: Far too dear., amber: Dear.}
      unsure: {amber: Somebody is not sure.}
      short: {amber: A short time.}
    readings:
      cheap: "Cheap: EUR {total_3} in all."
      costly: "Costly: EUR {yearly} a year, EUR {total_5} over five."
    reading_notes:
      by_finding: The finding speaks for it.
      fees: Fees come on top.
    benchmarks:
      usual: {name: A usual share, value: 40 %}
"""

FILLED: dict[str, object] = {
    "setup": 1000,
    "rent": 2000.1,
    "saving": 0.1,
    "sure": True,
    "change": 10,
    "rate": 25,
}
"""3 years: 1000 + 2000/1.25 + 2200/1.5625 + 2420/1.953125 = 5247.04."""

CASES = """\
cases:
  - case: cheap
    answers: {PRF-01: businesses, PRF-02: true, LOG-01: 4, LOG-02: 50, CHN-01: [lead]}
    worksheet:
      code: COST
      sheet: first
      inputs: {setup: 1000, rent: 2000.1, saving: 0.1, sure: true, change: 10, rate: 25}
    expect:
      worksheet:
        complete: true
        missing: []
        assumed: []
        problems: {}
        figures: {yearly: 2000, fees_twice: null, share: 50, difference: 2050}
        horizons: {3: {last: 2420, total: 5247}, 5: {total: 7297}}
        checks: {}
        reading: cheap
        reading_notes: []
  - case: dear
    base: cheap
    worksheet:
      code: COST
      inputs: {setup: 90000, saving: null, rent: 20000, sure: false, fees: 3, horizon: 1}
    expect:
      worksheet:
        assumed: [saving]
        horizons: {1: {last: 20000}}
        checks: {dear: {1: red, 3: red, 5: red}, short: {1: amber}}
        reading: costly
        reading_notes: [by_finding, fees]
  - case: middling
    base: cheap
    worksheet: {code: COST, inputs: {setup: 50000, saving: 11, sure: false, rate: many}}
    expect:
      worksheet:
        complete: false
        missing: [rate]
        problems: {rate: wrong_type}
        horizons: {3: {total: null}}
        checks: {dear: {3: open, 5: open}, unsure: amber}
        reading: null
  - case: amber
    base: cheap
    worksheet: {code: COST, inputs: {setup: 50000}}
    expect: {worksheet: {checks: {dear: {3: amber, 5: amber}}}}
"""


def write_with_worksheet(directory: Path, files: dict[str, str | None] | None = None) -> Path:
    """Write the small questionnaire with its worksheet; `files` as in `write_version`."""
    own: dict[str, str | None] = {
        "worksheets.yaml": WORKSHEETS,
        "texts/en.worksheets.yaml": WORKSHEET_TEXTS,
    }
    return write_version(directory, own | (files or {}))
