"""Letters that carry a private link, in the language of the page they are sent from."""

from starlette.requests import Request

from readiness.reports.numbers import Numbers
from readiness.services.context import Context
from readiness.services.frames import Frame
from readiness.services.invitations import Delivery, Letter, name_in_letters, send_link
from readiness.services.links import IssuedLink
from readiness.storage.links import GrantedVisit
from readiness.web.fresh_links import link_address
from readiness.web.pages import words_of


async def send_invitation(
    request: Request,
    context: Context,
    sender: GrantedVisit,
    frame: Frame,
    to: str | None,
    link: IssuedLink,
) -> Delivery:
    """Send a private link to answer by to somebody's address, and say what became of it."""
    words = words_of(request)
    say, name = words.say, name_in_letters(sender.name or "")
    organization = name_in_letters(frame.organization)
    paragraphs = (
        say(
            "%(name)s invites you to answer questions for %(organization)s. "
            "This is your private link:",
            name=name,
            organization=organization,
        ),
        link_address(request, context, link.token),
        say(
            "The link is yours alone: whoever has it answers in your name. It works until %(day)s.",
            day=Numbers(words.language).day(link.expires_at),
        ),
        say("If you do not know %(name)s, you can ignore this letter.", name=name),
    )
    subject = say(
        "%(name)s asks for your answers for %(organization)s", name=name, organization=organization
    )
    letter = Letter(sender.account_id, to or "", subject, "\n\n".join(paragraphs) + "\n")
    return await send_link(context.mailer, letter, context.now())
