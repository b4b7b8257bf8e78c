"""Tells people how the night went, by e-mail or webhook. What fails here fails nothing else."""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from referat.errors import FetchError, ReferatError
from referat.ingest.http import Fetcher
from referat.ingest.pace import Pacer
from referat.ingest.sources import Mail, Plan

TIMEOUT = 30.0
"""Seconds that a mail server or a webhook may take."""


def notify(plan: Plan, summary: Mapping[str, object], *, subject: str) -> list[ReferatError]:
    """Send the summary wherever the plan says; gives what went wrong."""
    failed: list[ReferatError] = []
    if plan.webhook:
        fetcher = Fetcher(
            agent="referat", pacer=Pacer(), robots=False, allow_private=True, limit=TIMEOUT
        )
        try:
            fetcher.post_json(plan.webhook, {"subject": subject, **summary})
        except FetchError as error:
            failed.append(error)
        finally:
            fetcher.close()
    if plan.mail is not None:
        try:
            _send(plan.mail, summary, subject)
        except (OSError, smtplib.SMTPException) as error:
            failed.append(
                FetchError(
                    f"the e-mail was not taken ({error}).",
                    action="Check [mail] in the file of sources.",
                    path=plan.mail.host,
                )
            )
    return failed


def _send(mail: Mail, summary: Mapping[str, object], subject: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, mail.sender
    message["To"] = ", ".join(mail.to)
    message.set_content(json.dumps(summary, ensure_ascii=False, indent=1))
    with smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT) as server:
        if mail.starttls:
            server.starttls(context=ssl.create_default_context())
        if mail.user and mail.password_file:
            server.login(mail.user, Path(mail.password_file).read_text("utf-8").strip())
        server.send_message(message)
