"""HTTP for many phones in one process, as cheaply as Python can: each request on a connection of its own."""

import asyncio
import gzip
import socket
from dataclasses import dataclass

from benchmarks.load import raw_request


class Unreached(Exception):
    """No answer: the connection was refused, broke off, or took too long."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    raw: bytes

    def header(self, name: bytes) -> str:
        """A header by its name as the server writes it; empty where it is missing."""
        _, found, rest = self.head.partition(b"\r\n" + name + b": ")
        return rest.partition(b"\r\n")[0].decode("latin-1") if found else ""

    def body(self) -> bytes:
        """The body, unpacked."""
        return gzip.decompress(self.raw) if b"\r\nContent-Encoding: gzip" in self.head else self.raw


class _Exchange(asyncio.Protocol):
    def __init__(self, request: bytes, done: "asyncio.Future[bytes]") -> None:
        self._request, self._done = request, done
        self._pieces: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._pieces.append(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._done.done():
            return
        if exc is not None:
            self._done.set_exception(Unreached())
        else:
            self._done.set_result(b"".join(self._pieces))


async def exchange(port: int, request: bytes, patience: float) -> Answer:
    """Send a request to 127.0.0.1 and take the whole answer. Raises Unreached."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bytes] = loop.create_future()
    transport: asyncio.BaseTransport | None = None
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setblocking(False)
    try:
        async with asyncio.timeout(patience):
            await loop.sock_connect(door, ("127.0.0.1", port))
            transport, _ = await loop.create_connection(lambda: _Exchange(request, done), sock=door)
            return _read(await done)
    except (OSError, TimeoutError) as error:
        raise Unreached from error
    finally:
        if transport is None:
            door.close()
        else:
            transport.close()


def _read(whole: bytes) -> Answer:
    """A worker that is killed in the middle leaves an answer without an end."""
    head, found, body = whole.partition(b"\r\n\r\n")
    if not found or not head.startswith(b"HTTP/1.1 "):
        raise Unreached
    answer = Answer(int(head[9:12]), head, body)
    told = answer.header(b"Content-Length")
    if told and answer.status != 304 and len(body) != int(told):
        raise Unreached
    return answer


def request(
    method: str,
    path: str,
    cookie: str = "",
    headers: tuple[tuple[str, str], ...] = (),
    body: bytes = b"",
    kind: str = "",
) -> bytes:
    """A request as it goes over the wire; ``kind`` is the content type of its body."""
    if kind:
        headers = (*headers, ("Content-Type", kind), ("Content-Length", str(len(body))))
    return raw_request(method, path, cookie=cookie, headers=headers) + body
