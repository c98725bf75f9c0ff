"""What all tables are made of: one set of names for constraints, lengths, parents and indexes."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, MetaData
from sqlmodel import SQLModel

NAME_MAX = 300
REFERENCE_MAX = 200
NOTE_MAX = 10_000


class Row(SQLModel):
    """What all tables share: one set of names for constraints, so that migrations can drop them."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )


def length(column: str, most: int, least: int = 1) -> CheckConstraint:
    """Hold a text to a number of characters."""
    return CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=f"{column}_length")


def exact_length(column: str, characters: int) -> CheckConstraint:
    """Hold a text to exactly so many characters."""
    return CheckConstraint(f"length({column}) = {characters}", name=f"{column}_length")


def parent(table: str, *columns: str) -> ForeignKeyConstraint:
    """Refer to the row of the same account in `table`; the child goes when the parent goes."""
    referred = ("id",) if table == "account" else ("account_id", "id")
    return ForeignKeyConstraint(
        columns, [f"{table}.{column}" for column in referred], ondelete="CASCADE"
    )


def newest_first(*leading: str) -> Index:
    """An index for lists that begin with the newest row."""
    return Index(None, *leading, "created_at", "id")
