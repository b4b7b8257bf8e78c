from __future__ import annotations

import socket

import pytest


def test_other_machines_cannot_be_reached() -> None:
    with socket.socket() as out, pytest.raises(AssertionError, match="wanted to connect"):
        out.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="wanted to look up"):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_can_be_reached() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
