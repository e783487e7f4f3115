"""The door: which hosts are served, whose pages may change things, how large a body may be, and the safe headers."""

import asyncio
import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.answers import EVENTS, error_answer
from app.errors import Forbidden, NudgeError, TooLarge, Unsupported, WrongHost
from app.settings import Settings
from app.wire.many import KINDS

READING = {"GET", "HEAD", "OPTIONS"}
PARTS = ".js", ".css"  # files of the page that are no document by themselves
WITH_EXAMPLES = tuple(f"/{kind}" for kind in KINDS)
POLICY_VIOLATION = 1008  # the close code of a socket that is refused


class Guard:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.held_bytes = 0  # of bodies whose requests are not yet answered
        ancestors = " ".join(settings.frame_ancestors) or "'none'"
        self.headers = {
            "Content-Security-Policy": "default-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'; "
            f"frame-ancestors {ancestors}",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        # A page asks for sixty small files: what only a document obeys would be a tenth of all that is sent.
        self.file_headers = {"X-Content-Type-Options": "nosniff"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a good request through; answer a bad one."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope = self._below_root(scope)
        headers = Headers(scope=scope)
        try:
            self._check(scope, headers)
        except NudgeError as error:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": error.message})
            else:
                await error_answer(error)(scope, receive, self._with_headers(scope, send))
            return
        send = self._with_headers(scope, send)
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD" and not scope["path"].endswith(EVENTS):
            scope, send = {**scope, "method": "GET"}, without_body(send)
        body = Body(receive, self._most_bytes(scope), self)
        try:
            await self.app(scope, body.receive, send)
        finally:
            self.held_bytes -= body.taken

    def _below_root(self, scope: Scope) -> Scope:
        """Return the scope under the path that a proxy serves us at, whether it passes that on or cuts it off."""
        root, path = self.settings.root_path, scope["path"]
        below = path == root or path.startswith(f"{root}/")
        return {**scope, "root_path": root, "path": path if below else root + path}

    def _check(self, scope: Scope, headers: Headers) -> None:
        host = headers.get("host", "")
        if not may_serve(host, self.settings.allowed_hosts):
            raise WrongHost(f"host is {host[:100]!r}, which is not served here: NUDGE_ALLOWED_HOSTS lists what is")
        if scope["type"] == "websocket" or scope["method"] not in READING:
            origin = headers.get("origin")
            if origin is not None and not same_origin(origin, host) and origin not in self.settings.cors_origins:
                raise Forbidden(f"origin is {origin[:100]!r}, expected a page of this server")
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise Unsupported(f"content encoding is {headers['content-encoding'][:40]!r}, expected none")
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length[:12]) > self._most_bytes(scope):
            raise TooLarge(f"the body has {length[:12]} bytes, expected at most {self._most_bytes(scope)}")

    def _most_bytes(self, scope: Scope) -> int:
        settings = self.settings
        return settings.max_body_bytes if scope["path"].endswith(WITH_EXAMPLES) else settings.plain_body_bytes

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_part = "/static/" in scope["path"] and scope["path"].endswith(PARTS)
                safe = self.file_headers if is_part else self.headers
                for name, value in safe.items():
                    headers.setdefault(name, value)
                if "/api/" in scope["path"]:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return with_headers


def without_body(send: Send) -> Send:
    """Return a sender of an answer's head: HEAD is asked for, and answered, wherever GET is."""

    async def bare(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return bare


class Body:
    """The body of one request on its way in: it ends in time, within its bounds, and when there is room for it."""

    def __init__(self, receive: Receive, most: int, guard: Guard) -> None:
        self._receive, self._most, self._guard = receive, most, guard
        self._end: float | None = asyncio.get_running_loop().time() + guard.settings.body_seconds
        self.taken = 0

    async def receive(self) -> Message:
        """Return the next message. Raises HTTPException when it comes too late, or is too much."""
        try:
            async with asyncio.timeout_at(self._end):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408, headers={"Connection": "close"}) from None
        size = len(message.get("body", b""))
        self.taken += size
        self._guard.held_bytes += size
        if self.taken > self._most:
            raise HTTPException(413)
        if self._guard.held_bytes > self._guard.settings.bodies_bytes:
            raise HTTPException(429, headers={"Retry-After": "1"})
        if not message.get("more_body", False):
            self._end = None  # what is still waited for is the client's leaving
        return message


def may_serve(host: str, allowed: tuple[str, ...]) -> bool:
    """Tell whether a Host header is one that this server answers to.

    A page of another site can make its own domain point to this machine (DNS rebinding) and then talk to us as
    if it were ours. Such a domain has a dot and is not an address: addresses and names without a dot are safe.
    """
    name = urlsplit(f"//{host}").hostname if _well_formed(host) else None
    if not name:
        return False
    return "*" in allowed or name in allowed or "." not in name or name.endswith(".localhost") or _is_address(name)


def _well_formed(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").port is None or True
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def same_origin(origin: str, host: str) -> bool:
    """Tell whether a page of that origin was served under this Host; https may end at a proxy before us."""
    return origin in (f"http://{host}", f"https://{host}")
