"""One look at an address of another host: never a private one, never long, never more than the head of the answer.

The name is resolved once, every address that it gives must be public, and the connection goes to exactly such an
address, to the next where the first cannot be reached (IPv6 without a way out); each step of a redirect is looked at in
the same way.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from diemcau.newsroom.models.links import LinkState

_TIMEOUT = httpx.Timeout(5.0, connect=4.0)
_STEPS = 5
_ADDRESSES = 3  # of one name, tried after each other
_AGENT = "DiemCau-LinkChecker/1"
_HEADERS = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
_GONE = frozenset({404, 410})
# The address is there, but wants a password, patience or another browser.
_THERE = frozenset({401, 402, 403, 405, 406, 407, 408, 425, 429, 451, 999})

IsPublic = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: a state, and the HTTP status where there was an answer."""

    state: LinkState
    status: int | None = None


class _Inside(Exception):
    pass


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the open network: none of loopback, private, link-local, reserved ranges."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (mapped is None or mapped.is_global)


def look_at(address: str, allowed: IsPublic = is_public) -> Look:
    """Ask for an address by HEAD, then by GET where that is refused, and follow redirects."""
    try:
        with httpx.Client(timeout=_TIMEOUT, trust_env=False, headers=_HEADERS) as client:
            status = _status(client, address, allowed)
    except _Inside:
        return Look(LinkState.INSIDE)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
        return Look(LinkState.SILENT)
    if status in _GONE:
        return Look(LinkState.GONE, status)
    if status < 400 or status in _THERE:
        return Look(LinkState.FINE, status)
    return Look(LinkState.GONE if status < 500 else LinkState.SILENT, status)


def _status(client: httpx.Client, address: str, allowed: IsPublic) -> int:
    for method in ("HEAD", "GET"):
        status = _follow(client, method, address, allowed)
        if status < 400:
            break
    return status


def _follow(client: httpx.Client, method: str, address: str, allowed: IsPublic) -> int:
    status = 0
    for _step in range(_STEPS):
        status, location = _ask(client, method, httpx.URL(address), allowed)
        if status not in {301, 302, 303, 307, 308} or not location:
            return status
        address = urljoin(address, location)
    raise httpx.TooManyRedirects(address)


def _ask(client: httpx.Client, method: str, url: httpx.URL, allowed: IsPublic) -> tuple[int, str]:
    """Ask once, at an address that was looked at; only the head of the answer is read."""
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise _Inside
    port = url.port or (443 if url.scheme == "https" else 80)
    *others, last = _resolve(url.host, port, allowed)
    for address in others:
        try:
            return _ask_at(client, method, url, address)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return _ask_at(client, method, url, last)


def _ask_at(client: httpx.Client, method: str, url: httpx.URL, address: str) -> tuple[int, str]:
    headers = {"Host": url.netloc.decode("ascii")}
    named = {"sni_hostname": url.raw_host.decode("ascii")}
    with client.stream(method, url.copy_with(host=address), headers=headers, extensions=named) as answer:
        return answer.status_code, answer.headers.get("Location", "")


def _resolve(host: str, port: int, allowed: IsPublic) -> list[str]:
    """Return the first few addresses of a name, at least one, in the order of this machine's resolver."""
    addresses = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not addresses or not all(map(allowed, addresses)):
        raise _Inside
    return addresses[:_ADDRESSES]
