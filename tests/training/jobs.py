"""Jobs for the tests of the workers: importable by a worker process."""

import os
from dataclasses import dataclass
from typing import Any

from app.engine.network import Network
from app.errors import InvalidInput
from app.training.worker import UNTIL_TOLD, Desk, Turns


def count_to(desk: Desk, last: int) -> Turns:
    for i in range(1, last + 1):
        desk.report(i)
        yield None
    return f"counted to {last}"


def return_bytes(desk: Desk, count: int) -> Turns:
    yield None
    return bytes(count)


def echo(desk: Desk) -> Turns:
    heard: list[Any] = []
    while "enough" not in heard:
        while (command := desk.command()) is not None:
            heard.append(command)
            desk.report(command)
        if "enough" not in heard:
            yield UNTIL_TOLD
    return heard


@dataclass(frozen=True)
class Rest:
    """A progress that says that turns are not wanted for now."""

    resting: bool = True


def rest(desk: Desk) -> Turns:
    desk.report(Rest())
    while desk.command() is None:
        yield UNTIL_TOLD
    return "rested"


def for_ever(desk: Desk) -> Turns:
    desk.report(os.getpid())
    while True:
        yield None


def show(desk: Desk, network: Network) -> Turns:
    desk.publish(network, 7)
    desk.report("shown")
    yield UNTIL_TOLD


def complain(desk: Desk) -> Turns:
    yield None
    raise InvalidInput("this came, that was expected", field="that")


def stumble(desk: Desk) -> Turns:
    yield None
    raise ZeroDivisionError("of all things")


def die(desk: Desk) -> Turns:
    desk.report("dying")
    yield None
    os._exit(3)
