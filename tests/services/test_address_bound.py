"""How often strangers may start."""

from datetime import UTC, datetime, timedelta

import pytest

from readiness.errors import TooMany
from readiness.services.address_bound import StartBound

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_an_address_may_start_so_often_within_an_hour() -> None:
    bound = StartBound(2)
    bound.take("203.0.113.7", NOW)
    bound.take("203.0.113.7", NOW + timedelta(minutes=30))
    with pytest.raises(TooMany):
        bound.take("203.0.113.7", NOW + timedelta(minutes=59))
    bound.take("203.0.113.8", NOW + timedelta(minutes=59))
    bound.take("203.0.113.7", NOW + timedelta(minutes=60))


def test_a_network_of_ipv6_counts_as_one_address() -> None:
    bound = StartBound(1)
    bound.take("2001:db8:1:2::1", NOW)
    with pytest.raises(TooMany):
        bound.take("2001:db8:1:2:ffff::9", NOW)
    bound.take("2001:db8:1:3::1", NOW)


def test_ipv4_written_as_ipv6_is_the_same_address() -> None:
    bound = StartBound(1)
    bound.take("::ffff:203.0.113.7", NOW)
    with pytest.raises(TooMany):
        bound.take("203.0.113.7", NOW)


def test_what_is_no_address_counts_as_it_is_written() -> None:
    bound = StartBound(1)
    bound.take("testclient", NOW)
    with pytest.raises(TooMany):
        bound.take("testclient", NOW)


def test_idle_addresses_are_forgotten() -> None:
    bound = StartBound(1)
    for number in range(10_001):
        bound.take(f"host-{number}", NOW)
    bound.take("host-1", NOW + timedelta(hours=1))
