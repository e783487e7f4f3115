"""What every route and socket may lean on: made once by `create_app`, kept at `app.state.services`."""

from dataclasses import dataclass, field, replace

from app.digits import examples, mnist
from app.digits.dataset import Dataset
from app.digits.download_job import DownloadJob
from app.engine.network import Network
from app.settings import Settings
from app.store.checkpoint import shipped_checkpoint
from app.store.networks import Networks
from app.wire.images import Image, Seen, see


@dataclass
class Services:
    """The parts of one running server.

    datasets: by name; grows while the server prepares or downloads them
    """

    settings: Settings
    networks: Networks
    datasets: dict[str, Dataset] = field(default_factory=lambda: {"examples": examples.as_dataset()})
    mnist_download: DownloadJob = field(init=False)
    _shipped: dict[str, Network] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mirrors = self.settings.mnist_mirrors or mnist.MNIST.mirrors
        source = replace(mnist.MNIST, mirrors=mirrors)
        self.mnist_download = DownloadJob(source, self.settings.datasets_dir / "mnist", self.find_datasets)

    def find_datasets(self) -> None:
        """Add the datasets that are already on this machine; a download's thread calls it too."""
        folders = [folder for folder in (self.settings.mnist_dir, self.settings.datasets_dir) if folder is not None]
        for name in ("mnist", "fashion-mnist"):
            dataset = mnist.find(folders, self.settings.datasets_dir, name)
            if dataset is not None:
                self.datasets = {**self.datasets, name: dataset}  # whole, since others may be looking through it

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
            self._shipped[hidden_activation] = shipped_checkpoint(hidden_activation).network
        return self._shipped[hidden_activation]
