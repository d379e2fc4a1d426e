"""Load on loopback at a fixed concurrency: wrk where it is installed, else a small client of our own.

Both send ready-made raw requests in turn, each on a connection of its own (sync workers close after one answer).
"""

import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONCURRENCY = 16
SEPARATOR = b"\x1e"
"""Lua 5.1's patterns end at a zero byte, so requests are kept apart by a record separator, which no request has."""
LUA = """
local requests = {{}}
for block in io.open("{path}", "rb"):read("*a"):gmatch("([^\\30]+)\\30") do requests[#requests + 1] = block end
local sent = 0
request = function()
  sent = sent + 1
  return requests[(sent - 1) % #requests + 1]
end
"""


@dataclass(frozen=True)
class Load:
    """What came of one run: answers a second, how many in all, and how many were not 2xx or 3xx."""

    rate: float
    answers: int
    failures: int


def drive(port: int, requests: Sequence[bytes], seconds: float) -> Load:
    """Send ``requests`` in turn for ``seconds`` at a concurrency of 16 to 127.0.0.1."""
    if shutil.which("wrk"):
        return _wrk(port, requests, seconds)
    return _own_client(port, requests, seconds)


def client_name() -> str:
    """Which client measures here."""
    return "wrk" if shutil.which("wrk") else "the built-in client"


def _wrk(port: int, requests: Sequence[bytes], seconds: float) -> Load:
    with tempfile.TemporaryDirectory() as folder:
        raw, script = Path(folder, "requests"), Path(folder, "load.lua")
        raw.write_bytes(b"".join(request + SEPARATOR for request in requests))
        script.write_text(LUA.format(path=raw), encoding="utf-8")
        command = [
            "wrk",
            "-t1",
            f"-c{CONCURRENCY}",
            f"-d{seconds:.0f}s",
            "-s",
            str(script),
            f"http://127.0.0.1:{port}/",
        ]
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60).stdout
    total = int(_number(r"(\d+) requests in", out))
    bad = int(_number(r"Non-2xx or 3xx responses: (\d+)", out))
    return Load(rate=_number(r"Requests/sec:\s+([\d.]+)", out), answers=total, failures=bad)


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    return float(found.group(1)) if found else 0.0


def _own_client(port: int, requests: Sequence[bytes], seconds: float) -> Load:
    until = time.perf_counter() + seconds
    results: list[tuple[int, int]] = []

    def work(offset: int) -> None:
        done = bad = 0
        while time.perf_counter() < until:
            status = exchange(port, requests[(offset + done * CONCURRENCY) % len(requests)])[0]
            done += 1
            bad += not 200 <= status < 400
        results.append((done, bad))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(CONCURRENCY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = sum(done for done, _ in results)
    return Load(rate=total / seconds, answers=total, failures=sum(bad for _, bad in results))


def exchange(port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """One request on one connection: status, headers (lower case) and the body as it came over the wire."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        chunks = []
        while chunk := connection.recv(65536):
            chunks.append(chunk)
    head, _, body = b"".join(chunks).partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
    return int(lines[0].split()[1]), headers, body


def raw_request(
    method: str, path: str, *, cookie: str = "", form: bytes | None = None, headers: Sequence[tuple[str, str]] = ()
) -> bytes:
    """A request as it goes over the wire, asking for the connection to be closed."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *(f"{k}: {v}" for k, v in headers)]
    if not any(name == "Accept-Encoding" for name, _ in headers):
        lines.append("Accept-Encoding: gzip")
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (form or b"")
