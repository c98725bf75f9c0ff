"""A program that writes accounts at full speed and prints each name once it is acknowledged.

Arguments: database URL, prefix of the names, how many (0: until it is killed).
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from datetime import UTC, datetime

from readiness.storage.accounts import add_account
from readiness.storage.database import Database

CLIENTS = 8


async def client(database: Database, prefix: str, count: int) -> None:
    turns = range(count) if count else itertools.count()
    for turn in turns:
        name = f"{prefix}-{turn}"
        await database.write(add_account, name, now=datetime.now(UTC))
        sys.stdout.write(name + "\n")
        sys.stdout.flush()


async def main(url: str, prefix: str, count: int) -> None:
    with Database.open(url) as database:
        await asyncio.gather(
            *(client(database, f"{prefix}-{number}", count) for number in range(CLIENTS))
        )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
