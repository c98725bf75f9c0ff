"""Which addresses are the same."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.redirects.addresses import is_home, key_of, keys_of

SAME = [
    ("https://example.com/a", "HTTPS://Example.COM/a"),
    ("https://example.com", "https://example.com/"),
    ("https://example.com/a", "https://example.com/a/"),
    ("https://example.com/a", "https://example.com/a//"),
    ("https://example.com/a?x=1", "https://example.com/a/?x=1"),
    ("https://example.com/a", "https://example.com/a?"),
    ("https://example.com/a", "https://example.com/a#top"),
    ("https://example.com/a", "https://example.com:443/a"),
    ("http://example.com/a", "http://example.com:80/a"),
    ("https://example.com/a", "https://example.com./a"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://straße.example/a", "https://xn--strae-oqa.example/a"),
    ("https://example.com/%7ea", "https://example.com/~a"),
    ("https://example.com/gr%c3%b6%c3%9fe", "https://example.com/größe"),
    ("https://example.com/a/../b/./c", "https://example.com/b/c"),
    ("https://example.com/../../a", "https://example.com/a"),
    ("https://example.com/a/..", "https://example.com"),
    ("https://[2001:DB8::0:1]/a", "https://[2001:db8::1]/a"),
    ("  https://example.com/a ", "https://example.com/a"),
]
DIFFERENT = [
    ("http://example.com/a", "https://example.com/a"),
    ("https://example.com/a", "https://www.example.com/a"),
    ("https://example.com/a", "https://example.com/A"),
    ("https://example.com/a?x=1&y=2", "https://example.com/a?y=2&x=1"),
    ("https://example.com/a", "https://example.com:8443/a"),
    ("https://example.com/a%2Fb", "https://example.com/a/b"),
    ("https://example.com/a?x=/", "https://example.com/a?x="),
]
NONE = [
    "",
    "produkt",
    "/produkt",
    "www.example.com/a",
    "ftp://example.com/a",
    "javascript:alert(1)",
    "https://",
    "https:///a",
    "https://exa mple.com/a",
    "https://example.com/a b",
    "https://example.com/a\nb",
    "https://example.com/%zz",
    "https://user:secret@example.com/a",
    "https://example.com:99999/a",
    "https://example.com:0/a",
    "https://-example.com/a",
    "https://example..com/a",
    "https://999.1.1.1/a",
    "https://[::g]/a",
    "https://[::1/a",
    "https://" + "a" * 64 + ".example/a",
    "https://" + "a." * 130 + "example/a",
    "https://example.com/" + "a" * 4000,
    "https://\ud83d\ude00.example",
    "=HYPERLINK(1)",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_address_written_in_two_ways(one: str, other: str) -> None:
    assert key_of(one) is not None
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_that_differ(one: str, other: str) -> None:
    assert None is not key_of(one) != key_of(other) is not None


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address(text: str) -> None:
    assert key_of(text) is None


def test_the_key_of_an_address_is_its_own_key() -> None:
    for one, other in SAME + DIFFERENT:
        for key in (key_of(one), key_of(other)):
            assert key is not None
            assert key_of(key) == key


PARTS = st.sampled_from(
    ["https://", "HTTP://", "http:/", "example.com", "Bücher.example", "localhost", "127.0.0.1",
     "a--b.example", "x.1", ":443", "/", "//", "/.", "/..", "a", "A", "%41", "%c3%a4", "ä", "%",
     "?", "?x=1", "&y=/", "#top", " ", "=", "+", "'", "~", "@", "[", "a" * 70, "b." * 100]
)  # fmt: skip


@given(st.lists(PARTS, max_size=9).map("".join))
def test_the_quick_way_gives_the_same_keys(text: str) -> None:
    assert keys_of(pl.Series([text, "https://example.com/a"])).to_list() == [
        key_of(text),
        "https://example.com/a",
    ]


def test_many_addresses_keep_their_order() -> None:
    given_ones = ["https://b.example/", "", "nothing", "https://a.example/x/", "https://b.example/"]
    expected = ["https://b.example", None, None, "https://a.example/x", "https://b.example"]
    assert keys_of(pl.Series(given_ones)).to_list() == expected
    assert keys_of(pl.Series([], dtype=pl.String)).to_list() == []


def test_a_home_page_has_neither_path_nor_query() -> None:
    homes = ["https://example.com", "http://example.com:8080"]
    assert all(is_home(home) for home in homes)
    assert not any(is_home(home + rest) for home in homes for rest in ("/a", "?a=1"))
