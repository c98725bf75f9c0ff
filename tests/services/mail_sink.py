"""A mail server for tests: takes every letter on loopback and keeps it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailSink:
    """What was handed in: who it goes to by the envelope, and the letter as it was sent."""

    refuses: bool = False
    port: int = 0
    recipients: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    @property
    def letters(self) -> list[EmailMessage]:
        """The letters as a mail program reads them."""
        return [message_from_bytes(each, policy=policy.default) for each in self.raw]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak as much SMTP as a client needs to hand a letter in."""
        await _say(writer, "220 sink")
        while line := (await reader.readline()).decode("utf-8").strip():
            command = line.upper()
            if command.startswith("DATA"):
                await _say(writer, "354 go on")
                self.raw.append((await reader.readuntil(b"\r\n.\r\n"))[:-5])
            elif command.startswith("RCPT"):
                if self.refuses:
                    await _say(writer, "550 no such person")
                    continue
                self.recipients.append(line.partition("<")[2].partition(">")[0])
            elif command.startswith("QUIT"):
                await _say(writer, "221 bye")
                break
            await _say(writer, "250 ok")
        writer.close()


async def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(f"{line}\r\n".encode())
    await writer.drain()


@contextmanager
def mail_sink(*, refuses: bool = False) -> Iterator[MailSink]:
    """Run a mail server on a free port of the loopback interface, in a thread of its own."""
    sink, started = MailSink(refuses), threading.Event()
    end: list[Callable[[], object]] = []

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        end.append(lambda: loop.call_soon_threadsafe(stop.set))
        async with await asyncio.start_server(sink.serve, "127.0.0.1", 0) as server:
            sink.port = server.sockets[0].getsockname()[1]
            started.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield sink
    finally:
        end[0]()
        thread.join(10)
