"""Stand-in portals: real HTTP servers on this machine that behave as the municipalities' do.

For tests and measurements alone. A ``Portal`` holds sources of meetings under one address each;
what it does wrong is set path by path, as a fault that answers in place of the portal. Meetings and
people are invented.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import socket
import ssl
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import click


@dataclass(slots=True)
class Meeting:
    """One meeting of a portal."""

    id: str
    udvalg: str
    dato: dt.date
    content: bytes
    navn: str = "Referat"
    released: str = "2026-01-01T08:00:00+02:00"
    punkter: list[dict[str, Any]] = field(default_factory=list)


Fault = Callable[["Handler"], None]
"""Answers one request in the portal's place."""


class Portal:
    """A server of FirstAgenda-like portals: ``/NAME/api/agenda/udvalgsliste`` and so on."""

    def __init__(self, *, needs_session: bool = False, etags: bool = True) -> None:
        self.sources: dict[str, list[Meeting]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.faults: dict[str, Fault] = {}
        self.requests: Counter[str] = Counter()
        self.robots: bytes | None = None
        self.needs_session, self.etags = needs_session, etags
        self.url = ""
        self._lists: dict[str, bytes] = {}

    def add(self, source: str, *meetings: Meeting) -> None:
        """More meetings of a source."""
        self.sources.setdefault(source, []).extend(meetings)
        self._lists.pop(source, None)

    def changed(self, source: str) -> None:
        """Say that a source's meetings were changed in place."""
        self._lists.pop(source, None)

    def asked(self, ending: str) -> int:
        """Requests of addresses that end so."""
        return sum(count for path, count in self.requests.items() if path.endswith(ending))

    def listing(self, source: str) -> bytes:
        """What ``udvalgsliste`` answers."""
        if source not in self._lists:
            bodies: dict[str, list[Meeting]] = {}
            for meeting in self.sources[source]:
                bodies.setdefault(meeting.udvalg, []).append(meeting)
            committees = [
                {
                    "Id": str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{source}.{name}")),
                    "Navn": name,
                    "Historisk": False,
                    "Moeder": [
                        {
                            "Id": one.id,
                            "Dato": f"{one.dato}T00:00:00",
                            "MeetingBeginUtc": f"{one.dato}T16:00:00+02:00",
                            "ReleasedDate": one.released,
                            "Sted": "Rådhuset",
                            "Afsluttet": one.navn.startswith("Referat"),
                            "Navn": one.navn,
                            "IsSupplementaryAgenda": False,
                        }
                        for one in meetings
                    ],
                }
                for name, meetings in bodies.items()
            ]
            self._lists[source] = json.dumps({"Udvalg": {"2022-2026": committees}}).encode()
        return self._lists[source]

    def answer(self, handler: Handler) -> None:
        """One request."""
        path = urlsplit(handler.path).path
        self.requests[path] += 1
        fault = self.faults.get(path)
        if fault is not None:
            fault(handler)
        elif path == "/robots.txt":
            if self.robots is None:
                handler.give(404, b"")
            else:
                handler.give(200, self.robots, "text/plain")
        elif path in self.files:
            kind, content = self.files[path]
            handler.give_file(content, kind, etags=self.etags)
        else:
            self._portal(handler, path.strip("/").split("/"))

    def _portal(self, handler: Handler, parts: list[str]) -> None:
        source = parts[0]
        if source not in self.sources:
            handler.give(404, b"")
            return
        rest = "/".join(parts[1:])
        if rest == "":
            handler.give(200, b"<html>Velkommen</html>", "text/html", ("Set-Cookie", "session=1"))
        elif self.needs_session and "session=1" not in handler.headers.get("Cookie", ""):
            handler.redirect(f"/{source}/")
        elif rest == "api/agenda/udvalgsliste":
            handler.give(200, self.listing(source), "application/json")
        elif rest.startswith("api/agenda/dagsorden/"):
            meeting = self._find(source, parts[-1])
            handler.give(200, json.dumps(agenda(meeting)).encode(), "application/json")
        elif rest.startswith("vis/pdf/dagsorden/"):
            signature = hashlib.sha256(parts[-1].encode()).hexdigest()[:12]
            # On another host, as the real ones are.
            static = self.url.replace("127.0.0.1", "localhost")
            place = f"{static}/{source}/static/{parts[-1]}"
            handler.redirect(f"{place}?sig={signature}&t={time.time_ns()}")
        elif rest.startswith("static/"):
            meeting = self._find(source, parts[-1])
            handler.give_file(meeting.content, "application/pdf", etags=self.etags)
        else:
            handler.give(404, b"")

    def _find(self, source: str, key: str) -> Meeting:
        return next(one for one in self.sources[source] if one.id == key)

    @contextmanager
    def serve(self, *, tls: Path | None = None, all_hosts: bool = False) -> Iterator[Portal]:
        """Serve on a free port of this machine; with ``tls`` a file of key and certificate.

        With ``all_hosts`` at every address of the loopback, so that each source is a host.
        """
        handler = type("PortalHandler", (Handler,), {"portal": self})
        server = _Server(("0.0.0.0" if all_hosts else "127.0.0.1", 0), handler)
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    """Says nothing of clients that break off: they are part of what is tried here."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing."""

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """This machine's own requests alone."""
        return str(client_address[0]).startswith("127.")


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    portal: ClassVar[Portal]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a GET."""
        self.portal.answer(self)

    def do_POST(self) -> None:
        """Take a webhook's object."""
        length = int(self.headers.get("Content-Length", 0))
        self.portal.files[f"posted:{self.path}"] = ("application/json", self.rfile.read(length))
        self.give(204, b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def give(
        self, status: int, content: bytes, kind: str = "text/plain", *more: tuple[str, str]
    ) -> None:
        """Answer whole."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        if content:
            self.wfile.write(content)

    def give_file(self, content: bytes, kind: str, *, etags: bool) -> None:
        """Answer with a file: conditional requests and ranges, where the server has marks."""
        mark = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        more = (("ETag", mark), ("Accept-Ranges", "bytes")) if etags else ()
        if etags and self.headers.get("If-None-Match") == mark:
            self.send_response(304)
            self.send_header("ETag", mark)
            self.end_headers()
            return
        wanted = self.headers.get("Range", "")
        if etags and wanted.startswith("bytes=") and self.headers.get("If-Range") == mark:
            start = int(wanted[6:].split("-")[0])
            place = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self.give(206, content[start:], kind, *more, ("Content-Range", place))
            return
        self.give(200, content, kind, *more)

    def redirect(self, location: str) -> None:
        """Send the client elsewhere."""
        self.give(302, b"", "text/plain", ("Location", location))

    def query(self) -> dict[str, list[str]]:
        """The address's parameters."""
        return parse_qs(urlsplit(self.path).query)

    def drop(self) -> None:
        """Break the connection off, as a crash does."""
        self.close_connection = True
        self.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00"
        )
        self.connection.close()


def agenda(meeting: Meeting) -> dict[str, Any]:
    """What ``dagsorden/ID`` answers."""
    return {
        "Id": meeting.id,
        "Udvalg": {"Navn": meeting.udvalg},
        "Moede": {
            "Id": "00000000-0000-0000-0000-000000000000",
            "Dato": f"{meeting.dato}T00:00:00",
            "Navn": meeting.navn,
        },
        "Dagsordenpunkter": meeting.punkter,
        "TillaegsDagsorden": None,
    }


def make_meeting(source: str, number: int, content: bytes, **more: Any) -> Meeting:
    """A meeting whose id and day follow from its number."""
    meeting = Meeting(
        id=str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{source}/{number}")),
        udvalg=f"Udvalg {number % 12 + 1}",
        dato=dt.date(2010, 1, 4) + dt.timedelta(days=number % 5000),
        content=content,
    )
    return replace(meeting, **more)


# --- documents ------------------------------------------------------------------------------

_WORDS = (
    "forvaltningen", "har", "gennemgået", "sagen", "og", "foreslår", "at", "vejen", "ved",
    "havnen", "bliver", "lagt", "om", "så", "cyklister", "og", "gående", "får", "mere", "plads",
    "mens", "de", "berørte", "grundejere", "høres", "om", "planen", "og", "udgiften", "holdes",
    "inden", "for", "rammen", "af", "budgettet", "for", "næste", "år", "og", "skolen", "ved",
    "stranden", "inddrages", "i", "arbejdet",
)  # fmt: skip
_TITLES = ("Havnevejen", "Skolens tag", "Strandparken", "Cykelstien", "Biblioteket", "Kloakken")
_DECISIONS = ("Godkendt.", "Udsat.", "Taget til efterretning.", "Indstillingen blev fulgt.")


def make_minutes(number: int, *, pages: int = 12, scanned: bool = False, dpi: int = 200) -> bytes:
    """Minutes of a meeting as a PDF; with ``scanned`` as pictures of its pages."""
    import io
    import random

    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    rng = random.Random(number)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    day = dt.date(2010, 1, 4) + dt.timedelta(days=number % 5000)
    lines = [
        ("b", f"Referat af møde i Udvalg {number % 12 + 1}"),
        ("n", f"Dato: {day:%d-%m-%Y}"),
        ("n", "Tid: kl. 16:00"),
        ("n", f"Sted: Mødelokale {number % 9 + 1}"),
    ]
    punkt = 0
    page_lines = 38
    while len(lines) < pages * page_lines:
        punkt += 1
        lines += [
            ("b", f"{punkt}. {rng.choice(_TITLES)}, etape {punkt}"),
            ("n", f"Sagsnr. {rng.randrange(10, 27)}/{rng.randrange(1000, 40000)}"),
            ("b", "Sagsfremstilling"),
            *[("n", " ".join(rng.choices(_WORDS, k=12))) for _ in range(rng.randrange(12, 24))],
            ("b", "Beslutning"),
            ("n", rng.choice(_DECISIONS)),
        ]
    for page in range(pages):
        y = 790
        for style, text in lines[page * page_lines : (page + 1) * page_lines]:
            canvas.setFont("Helvetica-Bold" if style == "b" else "Helvetica", 11)
            canvas.drawString(60, y, text)
            y -= 19
        canvas.showPage()
    canvas.save()
    return _scan(out.getvalue(), dpi) if scanned else out.getvalue()


def _scan(pdf: bytes, dpi: int) -> bytes:
    """Pictures of a PDF's pages, as a scanner's PDF."""
    import io

    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    document.close()
    return out.getvalue()


@click.command()
@click.option("--sources", default=3, show_default=True, help="Portals.")
@click.option("--meetings", default=20, show_default=True, help="Meetings of each.")
@click.option("--pages", default=4, show_default=True, help="Pages of each.")
def main(sources: int, meetings: int, pages: int) -> None:
    """Serve stand-in portals until Ctrl-C, and print a file of sources for them."""
    portal = Portal()
    for source in range(sources):
        name = f"k{source}"
        for number in range(meetings):
            content = make_minutes(1000 * source + number, pages=pages)
            portal.add(name, make_meeting(name, number, content))
    with portal.serve():
        click.echo(plan_for(portal))
        threading.Event().wait()


def plan_for(portal: Portal, **more: object) -> str:
    """A file of sources for all portals of a server."""
    lines = ['contact = "drift@example.dk"']
    lines += [f"{key} = {json.dumps(value)}" for key, value in more.items()]
    for name in portal.sources:
        lines += [
            "", "[[source]]", f'id = "{name}"', 'kind = "firstagenda"',
            f'url = "{portal.url}/{name}"', 'kommune = "Mosevad"', "rate = 0",
            "allow_private = true",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
