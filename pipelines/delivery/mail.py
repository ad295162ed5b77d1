"""One message through the council's mail server.

Belongs here: building and sending a message. Does not belong here: whom to write to (config). A
message names neither child nor worker, and no figure: those are in the files.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage

from pipelines.delivery.config import Email, Smtp
from pipelines.delivery.protect import password
from pipelines.errors import DataProblem

SECONDS_TO_WAIT = 20
Files = Sequence[tuple[str, bytes]]


def message(smtp: Smtp, email: Email, subject: str, text: str, files: Files) -> EmailMessage:
    """The message; ``files`` are attached, and are encrypted already."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = smtp.sender, ", ".join(email.addresses), subject
    made.set_content(text)
    for name, content in files:
        made.add_attachment(content, "application", "octet-stream", filename=name)
    return made


def send(smtp: Smtp, made: EmailMessage) -> None:
    """Send it.

    Raises:
        DataProblem: if the server cannot be reached or refuses; the text names the server.
    """
    try:
        with smtplib.SMTP(smtp.host, smtp.port, timeout=SECONDS_TO_WAIT) as server:
            if smtp.starttls:
                server.starttls(context=ssl.create_default_context())
            if smtp.user and smtp.password:
                server.login(smtp.user, password(smtp.password))
            server.send_message(made)
    except (OSError, smtplib.SMTPException) as error:
        raise DataProblem(
            f"The mail server {smtp.host}:{smtp.port} did not take the message "
            f"({type(error).__name__}). Check smtp in delivery.yml."
        ) from error
