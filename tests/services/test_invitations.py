"""Letters with private links, handed in to a real mail server on loopback."""

from __future__ import annotations

import asyncio
import socket
import time
from datetime import timedelta

import pytest

from readiness.services.invitations import (
    LONGEST_NAME,
    MOST_LETTERS_AN_HOUR,
    Letter,
    Mailer,
    SmtpServer,
    name_in_letters,
    send_link,
)
from tests.services.conftest import NOW
from tests.services.mail_sink import MailSink, mail_sink

LINK = "https://readiness.example/de/open/" + "x" * 43


def mailer(port: int, **server: object) -> Mailer:
    """A mailer that hands in on loopback without encryption."""
    sender = "Readiness <readiness@example.com>"
    values: dict[str, object] = {"security": "none", "timeout_seconds": 2} | server
    return Mailer(SmtpServer("127.0.0.1", port, sender, **values))  # type: ignore[arg-type]  # by name


def letter(to: str = "ben@example.com", **changes: str) -> Letter:
    """An invitation."""
    values = {"account_id": "acc", "subject": "Ada Muster bittet um Antworten", "text": LINK}
    return Letter(to=to, **(values | changes))


def sent(sink: MailSink, *letters: Letter) -> list[str]:
    """Hand letters in and return what became of each."""

    async def send() -> list[str]:
        ours = mailer(sink.port)
        return [await send_link(ours, each, NOW) for each in letters]

    return asyncio.run(send())


def test_a_letter_arrives_with_its_text_and_nothing_else() -> None:
    with mail_sink() as sink:
        text = f"Grüße aus Köln,\n\n{LINK}\n"
        assert sent(sink, letter(text=text, subject="Für Ben – 5 Minuten")) == ["sent"]
    (received,) = sink.letters
    assert sink.recipients == ["ben@example.com"]
    assert received["To"] == "ben@example.com"
    assert received["From"] == "Readiness <readiness@example.com>"
    assert received["Subject"] == "Für Ben – 5 Minuten"
    assert received["Message-ID"].endswith("@example.com>")
    assert received.get_content().replace("\r\n", "\n").strip() == text.strip()
    assert not received.is_multipart()


@pytest.mark.parametrize(
    "name",
    [
        "Eve\r\nBcc: all@example.com",
        "Eve\nContent-Type: text/html",
        "Eve\r\n\r\n<script>",
        "Eve\u2028Bcc: all@example.com",
        "=?utf-8?q?=0D=0ABcc:_all@example.com?=",
    ],
)
def test_no_name_becomes_a_header(name: str) -> None:
    with mail_sink() as sink:
        assert sent(sink, letter(subject=f"{name} invites you")) == ["sent"]
    (received,) = sink.letters
    assert sink.recipients == ["ben@example.com"]
    assert received["Bcc"] is None
    assert received.get_content_type() == "text/plain"
    assert received.get_content().strip() == LINK


@pytest.mark.parametrize(
    "to",
    ["ben@example.com\r\nRCPT TO:<all@example.com>", "ben@example.com, all@example.com", "ben"],
)
def test_an_address_is_one_address_or_none_at_all(to: str) -> None:
    with mail_sink() as sink:
        sent(sink, letter(to))
    assert "all@example.com" not in sink.recipients


def test_a_server_that_refuses_or_is_not_there_fails_the_letter_only() -> None:
    with mail_sink(refuses=True) as sink:
        assert sent(sink, letter()) == ["failed"]
    assert asyncio.run(send_link(mailer(sink.port), letter(), NOW)) == "failed"


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ours = mailer(silent.getsockname()[1], timeout_seconds=0.3)
        begun = time.monotonic()
        assert asyncio.run(send_link(ours, letter(), NOW)) == "failed"
        assert time.monotonic() - begun < 3


def test_a_server_without_encryption_gets_nothing_where_encryption_is_asked_for() -> None:
    with mail_sink() as sink:
        ours = mailer(sink.port, security="starttls")
        assert asyncio.run(send_link(ours, letter(), NOW)) == "failed"
    assert sink.raw == []


def test_without_a_server_or_an_address_nothing_is_sent() -> None:
    assert asyncio.run(send_link(None, letter(), NOW)) == "not_sent"
    with mail_sink() as sink:
        assert sent(sink, letter("")) == ["not_sent"]
    assert sink.raw == []


def test_an_account_sends_so_many_letters_an_hour_and_others_go_on() -> None:
    async def send_all(ours: Mailer) -> list[str]:
        many = [await ours.send(letter(), NOW) for _ in range(MOST_LETTERS_AN_HOUR + 1)]
        other = await ours.send(letter(account_id="other"), NOW)
        later = await ours.send(letter(), NOW + timedelta(hours=1))
        return [*many, other, later]

    with mail_sink() as sink:
        became = asyncio.run(send_all(mailer(sink.port)))
    assert became == ["sent"] * MOST_LETTERS_AN_HOUR + ["failed", "sent", "sent"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Dr. Ute Krämer", "Dr. Ute Krämer"),
        ("Click https://evil.example/now", "Click https evil.example now"),
        ("www.evil.example", "evil.example"),
        ("a@evil.example\r\n", "a evil.example"),
        ("x" * 300, "x" * (LONGEST_NAME - 1) + "…"),
    ],
)
def test_a_name_in_a_letter_is_no_link(typed: str, printed: str) -> None:
    assert name_in_letters(typed) == printed


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(SmtpServer("host", 25, "a@b.example", "ada", "secret"))
