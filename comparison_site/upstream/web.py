"""One request to the open web, and never to an address behind its walls."""

import asyncio
import ipaddress
import os
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import httpx

# Networks that translate to others, so that what stands behind them is not seen in the address;
# and the site-local ones of old (RFC 3879), which Python takes for public.
_REFUSED = tuple(map(ipaddress.ip_network, (
    "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0:0/96",
    "fec0::/10",
)))  # fmt: skip


class UnreachableError(Exception):
    """Raised when no answer came; the words say why. `is_final`: asking again would not help."""

    def __init__(self, words: str, *, is_final: bool = False) -> None:
        super().__init__(words)
        self.is_final = is_final


@dataclass(frozen=True)
class Reply:
    """What a server answered: the status code, and two headers as sent, empty if they were not."""

    status: int
    location: str = ""
    retry_after: str = ""


Ask = Callable[[str, str], Reply]
"""Sends a method to an address, such as `HEAD`; raises UnreachableError."""


@dataclass(frozen=True)
class Client:
    """Asks web servers; one request takes `seconds` at most, connecting included.

    `allow_private` also asks addresses that are not public, such as this machine's own.
    """

    user_agent: str
    seconds: float = 20
    allow_private: bool = False
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, method: str, address: str) -> Reply:
        """Send one request and read the head of its answer. Raises UnreachableError."""
        import httpx  # noqa: PLC0415 - no build waits for it

        try:
            url = httpx.URL(address)
            return asyncio.run(self._in_time(method, url, self._numbers(url)))
        except (TimeoutError, httpx.TimeoutException) as error:
            raise UnreachableError(f"no answer within {self.seconds:g} seconds") from error
        except socket.gaierror as error:
            raise UnreachableError("there is no such host, or its name cannot be found") from error
        except httpx.NetworkError as error:
            raise _broken(error) from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise UnreachableError("its host has no valid name", is_final=True) from error
        except (httpx.TransportError, ValueError) as error:
            raise UnreachableError("the answer is not HTTP, or there was none") from error

    def _numbers(self, url: "httpx.URL") -> list[str]:
        """The addresses that a host has, all of them public. They are looked up only this once."""
        port = urlsplit(str(url)).port or url.scheme  # a ValueError if there can be no such port
        found = socket.getaddrinfo(url.raw_host.decode(), port, type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        private = [number for number in numbers if not _is_public(number)]
        if private and not self.allow_private:
            message = f"it leads to {private[0]}, which is no public address"
            raise UnreachableError(message, is_final=True)
        return numbers

    async def _in_time(self, method: str, url: "httpx.URL", numbers: list[str]) -> Reply:
        """The answer of the first address that can be connected to, however slowly bytes drip.

        The host stays the one that is asked for; the socket leads to the number.
        """
        headers = {"Host": url.netloc.decode(), "User-Agent": self.user_agent, "Accept": "*/*"}
        limits = {"connect": self.seconds / len(numbers)}
        extensions = {"sni_hostname": url.raw_host.decode(), "timeout": limits}
        import httpx  # noqa: PLC0415 - as above

        transport = httpx.AsyncHTTPTransport(verify=self.trusted, trust_env=False)
        async with asyncio.timeout(self.seconds), transport:
            for number in numbers:
                there = url.copy_with(host=number)
                request = httpx.Request(method, there, headers=headers, extensions=extensions)
                try:
                    reply = await transport.handle_async_request(request)
                    break
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    if number == numbers[-1]:
                        raise
            await reply.aclose()
        found = reply.headers.get
        return Reply(reply.status_code, found("Location", ""), found("Retry-After", ""))


def _broken(error: BaseException) -> UnreachableError:
    """What the system said of a connection that could not be made, or that broke."""
    cause = error.__cause__ or error.__context__
    match cause:
        case None:
            return UnreachableError("the connection broke")
        case ssl.SSLCertVerificationError():
            message = f"its certificate is not valid: {cause.verify_message}"
            return UnreachableError(message, is_final=True)
        case ssl.SSLError():
            return UnreachableError(str(cause.strerror))
        case OSError(errno=int(number)):
            return UnreachableError(os.strerror(number))
    return _broken(cause)


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    refused = any(address in network for network in _REFUSED)
    return address.is_global and not address.is_multicast and not refused
