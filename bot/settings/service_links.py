"""Variables that Kubernetes and Docker's links put into every container beside a service called paperboy, or
paperboy-store, and the like: they look like settings, and are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PORT = r"PORT_\d+_(?:TCP|UDP|SCTP)"
# How the names end, and what their values look like; a deployment may set them empty, to be rid of them.
# Kubernetes: "Accessing the Service, environment variables"; Docker: "Legacy container links".
_LINKS = (
    (r"SERVICE_HOST", r"[\da-f.:]*"),
    (r"SERVICE_PORT(?:_\w+)?", r"\d*"),
    (rf"PORT|{_PORT}(?:_START|_END)?", r"(?:(?:tcp|udp|sctp)://.+)?"),
    (rf"{_PORT}_(?:PROTO|PORT(?:_START|_END)?|ADDR)", r".*"),
    (r"NAME", r"/.+"),
    (r"ENV_\w+", r".*"),
)
_PATTERNS = [
    (re.compile(rf"PAPERBOY_(?:[A-Z\d]+_)*?(?:{name})"), re.compile(value)) for name, value in _LINKS
]


def is_link(name: str, value: str) -> bool:
    """Whether the variable tells of a service. One with `__` in its name is a setting, whatever it holds."""
    if "__" in name:
        return False
    return any(n.fullmatch(name.upper()) and v.fullmatch(value.strip().lower()) for n, v in _PATTERNS)


def service_links(variables: Mapping[str, str]) -> list[str]:
    """The names of all that do, of an environment's variables."""
    return sorted(name for name, value in variables.items() if is_link(name, value))
