"""How often strangers may start an assessment: a bound for each address, kept in this process."""

from collections import deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

from readiness.errors import TooMany

_HOUR: Final = timedelta(hours=1)
_MOST_ADDRESSES: Final = 10_000
_IPV6_HOST_BITS: Final = 64


class StartBound:
    """Counts starts by address over the last hour. Safe for threads; forgets at a restart.

    An IPv6 address counts as its network of 64 bits, because one connection owns all of that.
    """

    def __init__(self, most_per_hour: int) -> None:
        self._most = most_per_hour
        self._starts: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def take(self, address: str, now: datetime) -> None:
        """Count a start; raises `TooMany` where the hour's are used up."""
        with self._lock:
            starts = self._starts.setdefault(_network(address), deque())
            _forget_before(now - _HOUR, starts)
            if len(starts) >= self._most:
                raise TooMany(
                    "too_many_starts",
                    "Too many assessments were started from this network within one hour.",
                    "Try again in an hour, or open a private link that you have already.",
                )
            starts.append(now)
            if len(self._starts) > _MOST_ADDRESSES:
                self._forget_the_idle(now)

    def _forget_the_idle(self, now: datetime) -> None:
        for starts in self._starts.values():
            _forget_before(now - _HOUR, starts)
        busy = {address: starts for address, starts in self._starts.items() if starts}
        self._starts = busy if len(busy) <= _MOST_ADDRESSES else {}


def _forget_before(moment: datetime, starts: deque[datetime]) -> None:
    while starts and starts[0] <= moment:
        starts.popleft()


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
