"""Mail with a private link, through the SMTP server of whoever runs the service.

A letter that cannot be sent loses nothing: the link it carries is shown on the page as well.
"""

import asyncio
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Final, Literal

import structlog

from readiness.errors import TooMany
from readiness.services.address_bound import StartBound
from readiness.services.typed_names import tidied

Security = Literal["starttls", "tls", "none"]
Delivery = Literal["sent", "failed", "not_sent"]
"""What became of a letter; `not_sent`: there is no server for it, or nobody to send it to."""

MOST_LETTERS_AN_HOUR: Final = 20
"""So many letters an account may have sent: no form of ours shall serve to write to strangers."""

LONGEST_NAME: Final = 80
_ENCODED_WORD: Final = "=?"
"""Begins an encoded part of a header: the library would decode it, line breaks and all."""

_LIKE_AN_ADDRESS: Final = re.compile(r"[/:@<>\\]|\bwww\.", re.IGNORECASE)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where letters are handed in. `sender` is the address they come from."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Security = "starttls"
    timeout_seconds: float = 10

    @property
    def domain(self) -> str:
        """The domain of the sender, by which this service greets the server."""
        return parseaddr(self.sender)[1].rpartition("@")[2] or "localhost"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in plain text to one address; `account_id` is whose bound it counts against."""

    account_id: str
    to: str
    subject: str
    text: str


class Mailer:
    """Sends letters one by one, each over a connection of its own."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._bound = StartBound(MOST_LETTERS_AN_HOUR)

    async def send(self, letter: Letter, now: datetime) -> Delivery:
        """Hand a letter in and say whether that worked; raises nothing for one that does not."""
        try:
            self._bound.take(letter.account_id, now)
            message = _message(self._server, letter, now)
            await asyncio.to_thread(_hand_in, self._server, message)
        except (OSError, smtplib.SMTPException, MessageError, ValueError, TooMany) as error:
            _log.warning("mail_failed", account=letter.account_id, error=type(error).__name__)
            return "failed"
        return "sent"


async def send_link(mailer: Mailer | None, letter: Letter, now: datetime) -> Delivery:
    """Send a letter if there is a server for it and somebody to send it to."""
    if mailer is None or not letter.to:
        return "not_sent"
    return await mailer.send(letter, now)


def name_in_letters(name: str) -> str:
    """Return a name that somebody typed as letters print it: short, on one line, no address in it.

    Letters go to people who have not asked for them, so what strangers type must not become a
    link in their mail.
    """
    printed = tidied(_LIKE_AN_ADDRESS.sub(" ", name))
    return printed if len(printed) <= LONGEST_NAME else f"{printed[: LONGEST_NAME - 1].rstrip()}…"


def _message(server: SmtpServer, letter: Letter, now: datetime) -> EmailMessage:
    """Build the message; `ValueError` or `MessageError` for what fits into no header."""
    message = EmailMessage()
    message["From"] = server.sender
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = tidied(letter.subject).replace(_ENCODED_WORD, "= ?")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=server.domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _hand_in(server: SmtpServer, message: EmailMessage) -> None:
    """Hand a message in; naming ourselves keeps the library from looking our own name up."""
    with _connected(server) as smtp:
        if server.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if server.user is not None:
            smtp.login(server.user, server.password or "")
        smtp.send_message(message)


def _connected(server: SmtpServer) -> smtplib.SMTP:
    if server.security != "tls":
        return smtplib.SMTP(server.host, server.port, server.domain, timeout=server.timeout_seconds)
    return smtplib.SMTP_SSL(
        server.host,
        server.port,
        server.domain,
        timeout=server.timeout_seconds,
        context=ssl.create_default_context(),
    )
