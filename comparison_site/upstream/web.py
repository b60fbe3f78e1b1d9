"""One request to the open web, and none to an address behind its walls."""

import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from threading import Timer

import httpx

# Networks that translate to others: what stands behind them is not seen in the address.
_TRANSLATED = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
_TRANSLATING = tuple(ipaddress.ip_network(network) for network in _TRANSLATED)


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
    """Asks web servers. `seconds` is the most that one request may take, connecting included.

    `allow_private` also asks addresses that are not public, such as this machine's own. What a name
    leads to is looked at before it is asked; a name that changes its address meanwhile is not
    defended against, since whoever edits the data runs this check himself.
    """

    user_agent: str
    seconds: float = 20
    allow_private: bool = False

    def ask(self, method: str, address: str) -> Reply:
        """Send one request and read the head of its answer. Raises UnreachableError."""
        try:
            self._refuse_private(httpx.URL(address))
            return self._ask(method, address)
        except httpx.TimeoutException as error:
            raise UnreachableError(f"no answer within {self.seconds:g} seconds") from error
        except httpx.ConnectError as error:
            raise _unconnected(error) from error
        except httpx.HTTPError as error:
            raise UnreachableError("the answer is not HTTP, or there was none") from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise UnreachableError("its host has no valid name", is_final=True) from error

    def _ask(self, method: str, address: str) -> Reply:
        """Closed when the time is over, however slowly bytes drip in."""
        headers = {"User-Agent": self.user_agent, "Accept": "*/*", "Connection": "close"}
        certificates = ssl.create_default_context()
        with httpx.Client(
            headers=headers, timeout=self.seconds, trust_env=False, verify=certificates
        ) as client:
            cut = _Cut(self.seconds, client)
            try:
                with client.stream(method, address) as reply:
                    named = {name: reply.headers.get(name, "") for name in _HEADERS}
                    return Reply(reply.status_code, named["location"], named["retry-after"])
            except (httpx.HTTPError, OSError) as error:
                raise httpx.ReadTimeout("too slow") if cut.is_done else error from error
            finally:
                cut.cancel()

    def _refuse_private(self, url: httpx.URL) -> None:
        try:
            found = socket.getaddrinfo(url.raw_host.decode().strip("[]"), url.port or url.scheme)
        except socket.gaierror as error:
            raise UnreachableError(_NO_HOST) from error
        numbers = [str(entry[4][0]) for entry in found]
        private = [number for number in numbers if not _is_public(number)]
        if private and not self.allow_private:
            message = f"it leads to {private[0]}, which is no public address"
            raise UnreachableError(message, is_final=True)


class _Cut(Timer):
    """Ends a request after some seconds."""

    def __init__(self, seconds: float, client: httpx.Client) -> None:
        super().__init__(seconds, self._cut)
        self.is_done = False
        self.daemon = True
        self._client = client
        self.start()

    def _cut(self) -> None:
        self.is_done = True
        self._client.close()


_HEADERS = ("location", "retry-after")
_NO_HOST = "there is no such host, or its name cannot be found"


def _unconnected(error: BaseException) -> UnreachableError:
    """What the system said of a connection that could not be made."""
    cause = error.__cause__ or error.__context__
    while cause:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = f"its certificate is not valid: {cause.verify_message}"
            return UnreachableError(message, is_final=True)
        if isinstance(cause, socket.gaierror):
            return UnreachableError(_NO_HOST)
        if isinstance(cause, OSError) and cause.strerror:
            return UnreachableError(cause.strerror)
        cause = cause.__cause__ or cause.__context__
    return UnreachableError("the connection broke")


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    translated = any(address in network for network in _TRANSLATING)
    return address.is_global and not address.is_multicast and not translated
