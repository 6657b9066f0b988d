"""What hinders, in our words."""

from __future__ import annotations

import errno
import socket
import ssl

import pytest
from aiohttp import ClientConnectorError, ClientSSLError, ServerDisconnectedError
from aiohttp.client_reqrep import ConnectionKey

from bot.errors import SourceError, UserError, network_problem
from bot.models import LANGUAGES

KEY = ConnectionKey("papers.example", 443, True, True, None, None, None)


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (ClientConnectorError(KEY, socket.gaierror(-2, "Name or service not known")), "network-no-name"),
        (ClientConnectorError(KEY, ConnectionRefusedError(111, "refused")), "network-refused"),
        (ClientConnectorError(KEY, OSError(errno.ENETUNREACH, "unreachable")), "network-none"),
        (ClientSSLError(KEY, ssl.SSLError(1, "certificate verify failed")), "network-certificate"),
        (ConnectionResetError(104, "Connection reset by peer"), "network-closed"),
        (ServerDisconnectedError(), "network-closed"),
        (TimeoutError(), "network-silent"),
    ],
)
def test_a_usual_trouble_with_the_network_is_told_without_a_librarys_words(
    error: Exception, key: str
) -> None:
    problem = network_problem(error)
    assert isinstance(problem, UserError)
    assert problem.key == key
    for language in LANGUAGES:
        sentence = SourceError("source-unreachable", problem=problem).text(language)
        assert problem.text(language) in sentence
        assert "[" not in sentence


def test_what_is_not_usual_keeps_its_own_words() -> None:
    assert network_problem(ValueError("odd\nthing")) == "odd thing"
