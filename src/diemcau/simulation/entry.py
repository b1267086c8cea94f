"""How a simulated venue enters: by the product's own addresses, or by tokens minted here.

Entering costs the web application two requests for each venue; for thousands of clients whose entering is not what is
measured, `minted` makes the tokens as the web application would. The report says which was used.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

from diemcau.adapters.nats import subjects
from diemcau.adapters.nats.tokens import Minter
from diemcau.core import feedpass
from diemcau.simulation.errors import NotEntered
from diemcau.simulation.http import Answer, Http

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON = {"Content-Type": "application/json", "X-Face": "hall"}
_RENEW_AT = 2 / 3  # of a token's life


@dataclass(slots=True)
class Seat:
    """A venue's place: its key, and the secret token of its link."""

    venue: str
    link: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Minted:
    """What stands in for entering: tokens made here, and a pass for the public view of the log."""

    minter: Minter
    feed_pass: str = field(repr=False)


class Entry:
    """The way in of one device of one venue; keeps its cookies and its token."""

    def __init__(self, seat: Seat, *, conference: str, http: Http, minted: Minted | None = None) -> None:
        self.seat = seat
        self._conference = conference
        self._http = http
        self._minted = minted
        self._cookies: dict[str, str] = {}
        self._token = ""
        self._renew_at_s = 0.0
        self._lock = asyncio.Lock()

    @property
    def subjects(self) -> list[str]:
        """What a venue's screen subscribes to: events, head, its own."""
        venue = self.seat.venue
        return [
            subjects.events(self._conference),
            subjects.head(self._conference),
            subjects.venue(self._conference, venue),
        ]

    async def token(self) -> str:
        """Return a token that is good for a while; a new one at two thirds of its life.

        Raises:
            NotEntered: the server refuses; the message is its own.
            OSError: the server does not answer.
        """
        async with self._lock:
            if time.time() >= self._renew_at_s:
                await (self._mint(self._minted) if self._minted else self._connect())
        return self._token

    async def cookies(self) -> dict[str, str]:
        """Return the cookies of the venue, entering first if it has not yet."""
        async with self._lock:
            if not self._cookies:
                await self._enter()
        return self._cookies

    async def command(self, name: str, key: str, fields: dict[str, object]) -> Answer:
        """Give a command; the same key may be sent again after a lost answer."""
        path = f"/api/conferences/{self._conference}/commands/{name}"
        headers = _JSON | {"Idempotency-Key": key}
        body = json.dumps(fields).encode()
        return await self._http.post(path, body, headers=headers, cookies=await self.cookies())

    async def events(self, after: int) -> list[dict[str, object]]:
        """Return the rows after a number: as this venue may see them, or of the public view if it never entered."""
        if self._minted is not None:
            path, cookies = f"/feed/{self._conference}/events", {feedpass.COOKIE: self._minted.feed_pass}
        else:
            path, cookies = f"/api/conferences/{self._conference}/events", await self.cookies()
        answer = _checked(await self._http.get(f"{path}?after={after}", cookies=cookies))
        rows: list[dict[str, object]] = answer.json()["events"]
        return rows

    async def _enter(self) -> None:
        body = f"token={quote(self.seat.link)}".encode()
        answer = _checked(await self._http.post("/v", body, headers=_FORM))
        self._cookies |= answer.cookies

    async def _connect(self) -> None:
        if not self._cookies:
            await self._enter()
        path = f"/api/conferences/{self._conference}/connect"
        answer = _checked(
            await self._http.post(path, b'{"face":"hall"}', headers=_JSON, cookies=self._cookies)
        )
        self._cookies |= answer.cookies
        said = answer.json()
        self._keep(said["nats"]["token"], datetime.fromisoformat(said["expires_at"]))

    async def _mint(self, minted: Minted) -> None:
        access = self.seat.link.partition(".")[0]
        token = minted.minter.venue(conference=self._conference, venue=self.seat.venue, access=access)
        self._keep(token.jwt, token.expires_at)

    def _keep(self, token: str, expires_at: datetime) -> None:
        self._token = token
        life_s = (expires_at - datetime.now(UTC)).total_seconds()
        self._renew_at_s = time.time() + life_s * _RENEW_AT


def _checked(answer: Answer) -> Answer:
    if answer.status == 200:
        return answer
    try:
        message = answer.json()["message"]
    except (ValueError, KeyError, TypeError):
        message = f"HTTP {answer.status}"
    raise NotEntered(message)
