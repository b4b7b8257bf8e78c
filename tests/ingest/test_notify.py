"""The summary reaches a mail server, and its failure fails nothing."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator

import pytest

from referat.ingest.notify import notify
from referat.ingest.sources import Mail, Plan


class MailHandler(socketserver.StreamRequestHandler):
    """As much SMTP as one message needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 hej\r\n")
        in_data = False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            self.server.heard.append(line)
            if in_data:
                in_data = line != "."
                if not in_data:
                    self.wfile.write(b"250 ok\r\n")
            elif line.upper().startswith("DATA"):
                in_data = True
                self.wfile.write(b"354 go on\r\n")
            elif line.upper().startswith("QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def server() -> Iterator[socketserver.TCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailHandler) as made:
        made.heard = []
        made.daemon_threads = True
        thread = threading.Thread(target=made.serve_forever, args=(0.05,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def plan(port: int) -> Plan:
    mail = Mail(host="127.0.0.1", port=port, to=("drift@example.dk",), sender="referat@example.dk")
    return Plan(contact="drift@example.dk", sources=(), mail=mail)


def test_the_summary_comes_by_e_mail(server) -> None:
    failed = notify(plan(server.server_address[1]), {"shown": 3}, subject="referat: 3 nye")
    assert failed == []
    assert "Subject: referat: 3 nye" in server.heard
    assert "rcpt TO:<drift@example.dk>".casefold() in [line.casefold() for line in server.heard]
    assert any('"shown": 3' in line for line in server.heard)


def test_a_mail_server_that_is_not_there_is_told_of() -> None:
    (error,) = notify(plan(9), {}, subject="x")
    assert "e-mail was not taken" in str(error)
