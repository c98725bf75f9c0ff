"""Only the port to the database commits or rolls back; a use case never ends its transaction."""

import ast

import pytest

from tests.house.repository import SOURCES

PORT = {
    SOURCES / "storage" / name
    for name in ("engines.py", "migrate.py", "postgres.py", "sqlite.py", "sqlite_writer.py")
}
ENDS = {"commit", "rollback"}


def transaction_ends(source: str) -> list[int]:
    """Return the lines that end a transaction, by method or by statement."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Attribute) and node.attr in ENDS)
        or (isinstance(node, ast.Constant) and str(node.value).strip(" ;").lower() in ENDS)
    ]


@pytest.mark.parametrize(
    "source", ["session.commit()", "connection.rollback()", "connection.execute('COMMIT;')"]
)
def test_an_end_of_a_transaction_is_found(source: str) -> None:
    assert transaction_ends(source) == [1]


def test_only_the_port_ends_transactions() -> None:
    assert all(path.is_file() for path in PORT)
    found = {
        str(path.relative_to(SOURCES)): lines
        for path in sorted(SOURCES.rglob("*.py"))
        if path not in PORT and (lines := transaction_ends(path.read_text("utf-8")))
    }
    assert found == {}
