"""What routes ask for by type."""

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
    services.check_creation(request.client)


MayCreate = Depends(_may_create)
EntryDep = Annotated[Entry, Depends(_entry)]
