"""The guard in loopback_only.py, tried on real sockets."""

import socket

import pytest

from tests.house.loopback_only import LeftLoopback, stays_on_loopback


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.1", "0.0.0.0", "::1", "localhost", b"localhost", None]
)
def test_this_machine_is_allowed(host: object) -> None:
    assert stays_on_loopback(host)


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "2001:db8::1", "example.org", "localhost.example.org"]
)
def test_everything_else_is_not(host: str) -> None:
    assert not stays_on_loopback(host)


def test_a_connection_on_the_loopback_works() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()),
    ):
        connection, _ = server.accept()
        connection.close()


def test_a_connection_beyond_the_loopback_is_refused() -> None:
    with socket.socket() as outward, pytest.raises(LeftLoopback, match=r"192\.0\.2\.1"):
        outward.connect(("192.0.2.1", 9))


def test_a_datagram_beyond_the_loopback_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(LeftLoopback):
        outward.sendto(b"hello", ("192.0.2.1", 9))


def test_a_look_up_of_a_foreign_name_is_refused() -> None:
    with pytest.raises(LeftLoopback, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)
