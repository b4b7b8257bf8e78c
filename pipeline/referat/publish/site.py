"""Serves a database as a Datasette site: the answer to ``referat serve``.

A path comes in; a web server runs until it is stopped. Datasette is imported here alone, and only
when a site is served.
"""

from __future__ import annotations

import errno
import json
import logging
import socket
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from referat.errors import PublishError
from referat.resources import site_dir

if TYPE_CHECKING:
    from datasette.app import Datasette

    from referat.publish.options import SiteOptions

log = logging.getLogger(__name__)

MAX_PORT = 65_535


def serve(
    database: Path, *, host: str, port: int, options: SiteOptions | None = None
) -> tuple[str, ...]:
    """Serve the database until interrupted, and give what was missing in it.

    Raises:
        PublishError: The database cannot be published as it is (``checks.py``), or the address is
            taken or not ours.
    """
    import uvicorn

    from referat.publish.checks import check_database
    from referat.publish.state import site_of

    warnings = check_database(database)
    for warning in warnings:
        log.warning(warning)
    listener = _listen(host, port)
    site = build_site(database, options)
    app = site.app()
    site_of(site).warm()
    # No access log: what readers search for is written nowhere. Proxies are asked the same
    # (db/README.md).
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        lifespan="on",
        proxy_headers=bool(options and options.behind_proxy),
        server_header=False,
    )
    # Ctrl-C is how a site is stopped: uvicorn shuts down first, and raises it again afterwards.
    with listener, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    return warnings


def build_site(database: Path, options: SiteOptions | None = None) -> Datasette:
    """The site for one database, whatever its name and wherever it lies.

    The folder ``db/`` is not handed over as a whole: Datasette would serve every database in it.
    """
    from datasette.app import Datasette

    from referat.publish.metadata import build_metadata

    register_plugin()
    site = site_dir()
    metadata = build_metadata(database.stem)
    if options is not None:
        metadata["plugins"] = {"referat": asdict(options)}
        if options.licence:
            metadata |= {"license": options.licence, "license_url": options.licence_url}
    return Datasette(
        [str(database)],
        metadata=metadata,
        settings=json.loads((site / "settings.json").read_text(encoding="utf-8")),
        template_dir=str(site / "templates"),
        static_mounts=[("static", str(site / "static"))],
    )


def register_plugin() -> None:
    """Make our plugin known to Datasette.

    Through the entry point it is there already, unless the package runs without installation.
    """
    from datasette.plugins import pm

    from referat.publish import plugin

    if not pm.is_registered(plugin):
        pm.register(plugin, name="referat")


def _listen(host: str, port: int) -> socket.socket:
    """A socket on the address: taken now, so that a taken port is told before the site starts."""
    if not 0 <= port <= MAX_PORT:
        raise PublishError(f"there is no port {port}.", action="Give --port 1 to 65535.")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
    except OSError as error:
        raise PublishError(
            f"there is no address {host}:{port} ({error.strerror}).",
            action="Give --host a name or an address of this machine.",
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            message, action = f"port {port} is in use.", "Give another with --port."
        else:
            message = f"{host}:{port} cannot be used ({error})."
            action = "Give --host an address of this machine, or another --port."
        raise PublishError(message, action=action) from error
    return listener
