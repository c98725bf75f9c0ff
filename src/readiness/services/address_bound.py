"""How often strangers may do what needs no account: a bound by address, in this process."""

from collections import deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

from readiness.errors import TooMany

VERIFICATIONS_PER_HOUR: Final = 600

_HOUR: Final = timedelta(hours=1)
_MOST_ADDRESSES: Final = 10_000
_IPV6_HOST_BITS: Final = 64


class AddressBound:
    """Counts requests by address over the last hour. Safe for threads; forgets at a restart.

    An IPv6 address counts as its network of 64 bits, because one connection owns all of that.
    """

    def __init__(self, most_per_hour: int, code: str, detail: str, remedy: str) -> None:
        self._most = most_per_hour
        self._refusal = (code, detail, remedy)
        self._counted: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def take(self, address: str, now: datetime) -> None:
        """Count a request; raises `TooMany` where the hour's are used up."""
        with self._lock:
            counted = self._counted.setdefault(_network(address), deque())
            _forget_before(now - _HOUR, counted)
            if len(counted) >= self._most:
                raise TooMany(*self._refusal)
            counted.append(now)
            if len(self._counted) > _MOST_ADDRESSES:
                self._forget_the_idle(now)

    def _forget_the_idle(self, now: datetime) -> None:
        for counted in self._counted.values():
            _forget_before(now - _HOUR, counted)
        busy = {address: counted for address, counted in self._counted.items() if counted}
        self._counted = busy if len(busy) <= _MOST_ADDRESSES else {}


class StartBound(AddressBound):
    """How many assessments may be started without account."""

    def __init__(self, most_per_hour: int) -> None:
        super().__init__(
            most_per_hour,
            code="too_many_starts",
            detail="Too many assessments were started from this network within one hour.",
            remedy="Try again in an hour, or open a private link that you have already.",
        )


class VerificationBound(AddressBound):
    """How many fingerprints and files may be asked about; what can be guessed needs far more."""

    def __init__(self, most_per_hour: int = VERIFICATIONS_PER_HOUR) -> None:
        super().__init__(
            most_per_hour,
            code="too_many_verifications",
            detail="Too many reports were verified from this network within one hour.",
            remedy="Try again in an hour, or verify the PDF itself with `readiness verify`.",
        )


def _forget_before(moment: datetime, counted: deque[datetime]) -> None:
    while counted and counted[0] <= moment:
        counted.popleft()


def _network(address: str) -> str:
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(read, IPv6Address):
        return str(read)
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    return str(int(read) >> _IPV6_HOST_BITS)
