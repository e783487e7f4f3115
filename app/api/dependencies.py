"""What routes ask for by type."""

import ipaddress
from typing import Annotated

from fastapi import Depends, Path, Request

from app.services import Services
from app.store.entry import Entry


async def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


ServicesDep = Annotated[Services, Depends(_services)]
NetworkId = Annotated[str, Path(min_length=1, max_length=64, description="as POST /api/networks gave it")]


async def _entry(network_id: NetworkId, services: ServicesDep) -> Entry:
    return services.networks.get(network_id)


async def _may_create(request: Request, services: ServicesDep) -> None:
    """Count a new network or run of the client's address. Raises TooMany."""
    address = None if request.client is None else request.client.host
    if address is not None and is_elsewhere(address):
        services.creations.check(address, "new networks and runs")


def is_elsewhere(address: str) -> bool:
    """Tell whether a client is on another machine: a program on this one has no address, or a loopback one."""
    try:
        return not ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


MayCreate = Depends(_may_create)
EntryDep = Annotated[Entry, Depends(_entry)]
