"""Where webhooks may be sent: to the open network only, unless the keeper says else.

Whoever makes a webhook has us send requests from where we stand, perhaps beside
machines that nobody outside can reach.
"""

import ipaddress
import socket
from dataclasses import dataclass

import httpx

from kehou_solver.domain.base import Text

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv6 addresses that lead to IPv4 ones."""


class BadAddress(Exception):
    """Nothing may be sent there; `said` tells why."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


@dataclass(frozen=True)
class Target:
    """Where to connect to.

    Attributes:
        url: as it was asked for.
        addresses: of its host. Connect to these, never to the name: it may lead
            elsewhere the next time it is looked up.
    """

    url: httpx.URL
    addresses: tuple[str, ...]


def target_of(url: str, *, anywhere: bool) -> Target:
    """Look a URL up and check where it leads.

    Args:
        url: of a receiver.
        anywhere: private networks and plain http are allowed too.

    Raises:
        BadAddress: if nothing may be sent there.
    """
    read = _read(url)
    if read.scheme != "https" and not (anywhere and read.scheme == "http"):
        raise BadAddress(Text("回调地址须以 https:// 开头。", "Webhooks need https."))
    if read.userinfo:
        raise BadAddress(
            Text("回调地址不能带用户名或密码。", "No user or password in the URL.")
        )
    addresses = _looked_up(read)
    if not anywhere and not all(is_open(address) for address in addresses):
        raise BadAddress(
            Text(
                "回调地址指向内网或保留地址。",
                "The URL leads to a private or reserved address.",
            )
        )
    return Target(read, addresses)


def is_open(address: str) -> bool:
    """Say whether an address is one of the open network."""
    ip = _reached(ipaddress.ip_address(address))
    site = isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or site)


def _reached(ip: _Ip) -> _Ip:
    """Return the IPv4 address that an IPv6 one leads to, if it does."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _read(url: str) -> httpx.URL:
    try:
        read = httpx.URL(url)
    except httpx.InvalidURL:
        raise _no_url() from None
    if not read.host or not 0 < _port(read) < 65536:
        raise _no_url()
    return read


def _looked_up(url: httpx.URL) -> tuple[str, ...]:
    host = url.raw_host.decode()
    try:
        found = socket.getaddrinfo(host, _port(url), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadAddress(
            Text("回调地址的主机名无法解析。", "The URL's host cannot be found.")
        ) from None
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def _port(url: httpx.URL) -> int:
    return url.port if url.port is not None else 443


def _no_url() -> BadAddress:
    return BadAddress(Text("不是可用的网址。", "That is no URL."))
