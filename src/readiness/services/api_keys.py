"""API keys: long random text with a check sum, of which only the SHA-256 is stored.

Form: `rdy_live_` + 40 random characters of base 62 (238 bits) + 6 characters of CRC-32, so that
typing errors and junk are told without asking the database.
"""

import hashlib
import secrets
import string
import zlib

PREFIX = "rdy_live_"
RANDOM_LENGTH = 40
CHECK_LENGTH = 6
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase


def new_key() -> str:
    """Return a new random key."""
    body = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return body + _check_sum(body)


def is_well_formed(key: str) -> bool:
    """Tell whether the text can be a key at all."""
    body, check = key[:-CHECK_LENGTH], key[-CHECK_LENGTH:]
    length = len(PREFIX) + RANDOM_LENGTH + CHECK_LENGTH
    return len(key) == length and body.startswith(PREFIX) and check == _check_sum(body)


def hash_of(key: str) -> str:
    """Return the hex SHA-256 under which a key is stored; its randomness needs no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def _check_sum(body: str) -> str:
    number = zlib.crc32(body.encode())
    digits = []
    for _ in range(CHECK_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))
