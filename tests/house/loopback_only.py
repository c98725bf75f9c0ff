"""Holds every test to the loopback interface: a connection or look-up that leaves it is an error.

Loaded by `addopts` in pyproject.toml, so it also holds in the worker processes of pytest-xdist.
"""

import ipaddress
import sys
from typing import Any

WATCHED = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"})
OWN_NAMES = frozenset({"", "localhost", "localhost.localdomain"})


class LeftLoopback(RuntimeError):
    """A test tried to reach something beyond this machine."""


def stays_on_loopback(host: object) -> bool:
    """Tell whether a host, by name or address, is this machine."""
    if host is None:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    if text.lower() in OWN_NAMES:
        return True
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _host_of(event: str, arguments: tuple[Any, ...]) -> object:
    if event == "socket.getaddrinfo":
        return arguments[0]
    address = arguments[1]
    # A string or bytes is the path of a Unix socket; None is a socket that is connected already.
    return address[0] if isinstance(address, tuple) else None


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook: refuse what leaves the loopback interface.

    Raises:
        LeftLoopback: naming the host.
    """
    if event not in WATCHED:
        return
    host = _host_of(event, arguments)
    if not stays_on_loopback(host):
        raise LeftLoopback(
            f"tests stay on the loopback interface, but this one reached for {host!r}"
        )


sys.addaudithook(watch)
