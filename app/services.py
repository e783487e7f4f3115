"""What every route and socket may lean on: made once by `create_app`, kept at `app.state.services`."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from starlette.datastructures import Address

from app.digits import examples, mnist
from app.digits.dataset import Dataset
from app.digits.download_job import DownloadJob
from app.digits.handwriting import built_in
from app.engine.network import Network
from app.errors import TooMany, Unavailable
from app.rates import Rates, is_elsewhere
from app.settings import Settings
from app.store.checkpoint import shipped_checkpoint
from app.store.comparisons import Comparisons
from app.store.entry import Entry
from app.store.networks import Networks
from app.store.trainings import Trainings
from app.training.learning import Limits
from app.training.preparation import write_built_in
from app.training.workers import Job, Workers
from app.wire.images import Image, Seen, see

log = logging.getLogger("nudge")


@dataclass
class Services:
    """The parts of one running server.

    datasets: by name; grows while the server prepares or downloads them
    preparing: the making of the built-in digits while it goes on; its progress is the share that is done
    leaving:  called with the reason when the server stops: each open conversation says goodbye
    """

    settings: Settings
    networks: Networks
    datasets: dict[str, Dataset] = field(default_factory=lambda: {"examples": examples.as_dataset()})
    leaving: set[Callable[[str], None]] = field(default_factory=set)
    mnist_download: DownloadJob = field(init=False)
    creations: Rates = field(init=False)
    workers: Workers = field(init=False)
    trainings: Trainings = field(init=False)
    comparisons: Comparisons = field(init=False)
    preparing: Job | None = None
    _shipped: dict[str, Network] = field(default_factory=dict)

    def __post_init__(self) -> None:
        settings = self.settings
        self.workers = Workers(settings.workers, settings.work_waiting, settings.work_at_once)
        limits = Limits(settings.run_steps, settings.run_seconds, settings.pause_seconds)
        self.trainings = Trainings(self.workers, limits, settings.runs_told)
        self.comparisons = Comparisons(self.workers, settings.comparisons_kept)
        mirrors = self.settings.mnist_mirrors or mnist.MNIST.mirrors
        source = replace(mnist.MNIST, mirrors=mirrors)
        self.creations = Rates(self.settings.creations_per_hour, 3600.0, time.monotonic)
        self.mnist_download = DownloadJob(source, self.settings.datasets_dir / "mnist", self.find_datasets)

    def find_datasets(self) -> None:
        """Add the datasets that are already on this machine; a download's thread calls it too."""
        built_in_digits = built_in.find(self.settings.datasets_dir)
        if built_in_digits is not None:
            self.datasets = {**self.datasets, built_in.NAME: built_in_digits}
        folders = [folder for folder in (self.settings.mnist_dir, self.settings.datasets_dir) if folder is not None]
        for name in ("mnist", "fashion-mnist"):
            dataset = mnist.find(folders, self.settings.datasets_dir, name)
            if dataset is not None:
                self.datasets = {**self.datasets, name: dataset}  # whole, since others may be looking through it

    def prepare(self) -> None:
        """Begin to make the built-in digits, unless they are here. Others may be served meanwhile."""
        if built_in.NAME not in self.datasets and self.preparing is None:
            self.preparing = self.workers.submit(write_built_in, str(self.settings.datasets_dir))
            self.preparing.done.add_done_callback(self._prepared)

    def _prepared(self, done: "asyncio.Future[None]") -> None:
        self.preparing = None
        if done.exception() is None:
            self.find_datasets()
        else:
            log.warning("the built-in digits were not made", extra={"reason": str(done.exception())})

    def check_creation(self, client: Address | None) -> None:
        """Count a new network or run of a client. Raises TooMany; on this machine there is no limit."""
        if client is not None and is_elsewhere(client.host):
            self.creations.check(client.host, "new networks and runs")

    def check_room(self, entry: Entry) -> None:
        """Raise TooMany if there are as many conversations as the host allows."""
        settings = self.settings
        if len(self.leaving) >= settings.sockets:
            raise TooMany(f"{settings.sockets} pages are connected, and no more fit", retry_after_seconds=30)
        connected = len(entry.changed) - (entry.busy is not None)  # its run listens, too
        if connected >= settings.sockets_per_network:
            raise TooMany(
                f"{settings.sockets_per_network} pages are connected to this network, and no more fit",
                retry_after_seconds=30,
            )

    def see(self, image: Image) -> Seen:
        """Return the pixels that an image stands for."""
        return see(image, self.datasets)

    def first_network(self, start: str, hidden_activation: str, seed: int) -> Network:
        """Return the network that a visitor begins with."""
        if start == "untrained":
            return Network.create(hidden_activation=hidden_activation, seed=seed)
        return self._trained(hidden_activation)

    def _trained(self, hidden_activation: str) -> Network:
        """Return the shipped network, read once: networks are never changed in place, so all may share it."""
        if hidden_activation not in self._shipped:
            try:
                self._shipped[hidden_activation] = shipped_checkpoint(hidden_activation).network
            except OSError as error:
                raise Unavailable(
                    f"the trained weights with {hidden_activation} can't be read: start untrained"
                ) from error
        return self._shipped[hidden_activation]
