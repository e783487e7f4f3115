"""How often somebody may do something: a bucket of tokens for each, refilled steadily."""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable, Hashable

from app.errors import TooMany

MOST_REMEMBERED = 10_000  # buckets; the fullest to be forgotten are the oldest


class Bucket:
    """Holds at most `size` tokens and gets them all back in `seconds`. A size of 0 means no limit."""

    def __init__(self, size: int, seconds: float, now: Callable[[], float]) -> None:
        self._size, self._seconds, self._now = size, seconds, now
        self._tokens, self._at = float(size), now()

    def take(self) -> float:
        """Take a token and return 0; if there is none, return in how many seconds there will be one."""
        now = self._now()
        rate = self._size / self._seconds
        self._tokens = min(self._size, self._tokens + (now - self._at) * rate)
        self._at = now
        if self._size and self._tokens < 1.0:
            return (1.0 - self._tokens) / rate
        self._tokens -= 1.0
        return 0.0


def is_elsewhere(address: str) -> bool:
    """Tell whether a client is on another machine: a program on this one has no address, or a loopback one."""
    try:
        return not ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class Rates:
    """A bucket for everyone who comes."""

    def __init__(self, size: int, seconds: float, now: Callable[[], float]) -> None:
        self._size, self._seconds, self._now = size, seconds, now
        self._buckets: OrderedDict[Hashable, Bucket] = OrderedDict()

    def check(self, who: Hashable, what: str) -> None:
        """Count one more of what somebody does. Raises TooMany with the time to wait."""
        bucket = self._buckets.setdefault(who, Bucket(self._size, self._seconds, self._now))
        self._buckets.move_to_end(who)
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        wait = bucket.take()
        if wait:
            raise TooMany(
                f"{self._size} {what} in {self._seconds / 3600:g} h came from your address, which is the limit",
                retry_after_seconds=wait,
            )
