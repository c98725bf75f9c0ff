"""Limits that keep the cost of any text small, whoever wrote it."""

MAX_CHARACTERS = 4_000
"""Characters in all texts of one condition or formula together."""

MAX_DEPTH = 40
"""Operations, brackets, and levels of a structured condition inside one another."""

MAX_NODES = 500
"""Operators, constants, identifiers and calls in one condition or formula."""

MAX_LIST_LENGTH = 200
"""Constants in one list."""

MAX_ERRORS = 50
"""Errors reported for one condition or formula."""

MAX_COMPARED_LENGTH = 120
"""Characters of a misspelt name for which a similar one is looked for."""

MAX_COMPARED_NAMES = 40
"""Names that a misspelt one is compared with closely."""

MAX_PARSER_NESTING = 2 * MAX_DEPTH + 2
"""Unfinished operands of the parser. The text of the deepest allowed expression needs at most
two for each level (one for the operand, one for its brackets)."""
