"""Networks as files: safetensors with the facts of their making, npz, and plain arrays by name. Never pickle.

In every form the arrays are called weights.0, biases.0, weights.1, …: layer by layer, each matrix (n_out, n_in)
as PyTorch's nn.Linear has it, in float32.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from app.digits.files import written_whole
from app.engine.activations import ACTIVATIONS, Array
from app.engine.network import SIZES, Network
from app.errors import InvalidInput, NudgeError, ShapeError, TooLarge

FORMAT_VERSION = 1
SHIPPED = Path(__file__).parent.parent / "weights"
ZIP_MAGIC = b"PK"
MAX_BYTES = 2**18  # float64 weights of 784-16-16-10 take less than half of this


@dataclass(frozen=True)
class Facts:
    """How a checkpoint was made.

    data:     what it was trained on
    seed:     what its recipe began from
    recipe:   the command that makes it again
    accuracy: of MNIST's test images, from 0 to 1; None if that was not measured
    """

    data: str
    seed: int
    recipe: str
    accuracy: float | None


@dataclass(frozen=True)
class Checkpoint:
    """A network and, where the file tells, how it was made."""

    network: Network
    facts: Facts | None


def shipped_checkpoint(hidden_activation: str) -> Checkpoint:
    """Return the trained network that comes with the program. Raises InvalidInput for an unknown activation."""
    if hidden_activation not in ACTIVATIONS:
        raise InvalidInput(f"hidden activation is {hidden_activation!r}, expected one of {sorted(ACTIVATIONS)}")
    return read_checkpoint(SHIPPED / f"{hidden_activation}.safetensors")


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write a safetensors file; what was under its name stays until the new one is whole."""
    facts = asdict(checkpoint.facts) if checkpoint.facts else {}
    with written_whole(path) as file:
        file.write(to_safetensors(checkpoint.network, {"facts": json.dumps(facts)} if facts else {}))


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a safetensors file. Raises InvalidInput if it is not exactly a network and its facts."""
    content = path.read_bytes()
    network = from_safetensors(content)
    try:
        text = _metadata(content).get("facts")
        return Checkpoint(network, Facts(**json.loads(text)) if text else None)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"the facts in {path.name} can't be read: {error}") from error


def to_safetensors(network: Network, metadata: Mapping[str, str] | None = None) -> bytes:
    """Return the network as a safetensors file that says its activation, and more facts if given."""
    known = {"format_version": str(FORMAT_VERSION), "hidden_activation": network.hidden_activation}
    return save(to_arrays(network), {**known, **(metadata or {})})


def from_safetensors(content: bytes, sizes: Sequence[int] = SIZES, hidden_activation: str = "sigmoid") -> Network:
    """Return the network of a safetensors file.

    hidden_activation: what counts if the file does not say

    Raises TooLarge, ShapeError or InvalidInput unless it holds exactly the layers of these sizes.
    """
    _check_size(content)
    try:
        arrays = load(content)
    except (SafetensorError, KeyError, ValueError) as error:  # KeyError: a number format that NumPy lacks
        raise InvalidInput(f"this is not a safetensors file of float32 or float64: {error}") from error
    metadata = _metadata(content)
    if metadata.get("format_version", str(FORMAT_VERSION)) != str(FORMAT_VERSION):
        raise InvalidInput(f"format version is {metadata['format_version']}, expected {FORMAT_VERSION}")
    return from_arrays(arrays, sizes, metadata.get("hidden_activation", hidden_activation))


def from_file(content: bytes, sizes: Sequence[int] = SIZES, hidden_activation: str = "sigmoid") -> Network:
    """Return the network of an npz or safetensors file, whichever it is; as `from_safetensors`."""
    read = from_npz if content.startswith(ZIP_MAGIC) else from_safetensors
    return read(content, sizes, hidden_activation)


def to_npz(network: Network) -> bytes:
    """Return the network as NumPy's npz, which `np.load(…, allow_pickle=False)` reads."""
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, hidden_activation=np.array(network.hidden_activation), **to_arrays(network))
    return file.getvalue()


def from_npz(content: bytes, sizes: Sequence[int] = SIZES, hidden_activation: str = "sigmoid") -> Network:
    """Return the network of an npz file; parameters and errors as `from_safetensors`."""
    _check_size(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_unpacked_size(archive)
        with np.load(io.BytesIO(content), allow_pickle=False) as members:
            arrays = {name: members[name] for name in members.files}
    except NudgeError:
        raise
    except Exception as error:  # zipfile, tokenize and NumPy each raise their own kinds at damaged bytes
        raise InvalidInput(f"this is not an npz file of numbers: {error}") from error
    said = arrays.pop("hidden_activation", np.array(hidden_activation))
    return from_arrays(arrays, sizes, str(said))


def to_arrays(network: Network) -> dict[str, Array]:
    """Return every weight and bias by its name, as float32."""
    arrays = {}
    for layer, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        arrays[f"weights.{layer}"] = np.ascontiguousarray(w, np.float32)
        arrays[f"biases.{layer}"] = np.ascontiguousarray(b, np.float32)
    return arrays


def from_arrays(arrays: Mapping[str, Array], sizes: Sequence[int], hidden_activation: str) -> Network:
    """Return the network of these arrays.

    Raises InvalidInput or ShapeError unless they are exactly the layers of these sizes, in finite numbers.
    """
    shapes: dict[str, tuple[int, ...]] = {}
    for layer, (n_in, n_out) in enumerate(zip(sizes[:-1], sizes[1:], strict=True)):
        shapes |= {f"weights.{layer}": (n_out, n_in), f"biases.{layer}": (n_out,)}
    if arrays.keys() != shapes.keys():
        raise InvalidInput(f"the arrays are called {sorted(arrays)[:20]}, expected {sorted(shapes)}")
    checked = {name: _checked(name, arrays[name], shape) for name, shape in shapes.items()}
    layers = range(len(sizes) - 1)
    return Network(
        [checked[f"weights.{i}"] for i in layers], [checked[f"biases.{i}"] for i in layers], hidden_activation
    )


def _checked(name: str, array: Array, shape: tuple[int, ...]) -> Array:
    if array.dtype not in (np.float32, np.float64):
        raise InvalidInput(f"{name} is {array.dtype}, expected float32 or float64", field=name)
    if array.shape != shape:
        raise ShapeError(f"{name} has shape {array.shape}, expected {shape}", field=name)
    with np.errstate(over="ignore"):  # what float32 can't hold becomes infinite, and is refused
        numbers: Array = array.astype(np.float32)
    if not np.isfinite(numbers).all():
        raise InvalidInput(f"{name} holds a number that is not finite in float32", field=name)
    return numbers


def _metadata(content: bytes) -> dict[str, Any]:
    """Return what a safetensors file, which `load` has found good, says about itself."""
    length = int.from_bytes(content[:8], "little")
    metadata: dict[str, Any] = json.loads(content[8 : 8 + length]).get("__metadata__") or {}
    return metadata


def _check_size(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise TooLarge(f"the file has {len(content)} bytes, expected at most {MAX_BYTES}")


def _check_unpacked_size(archive: zipfile.ZipFile) -> None:
    """Refuse a zip bomb, and a header inside that promises more than the file holds, before NumPy believes it."""
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    if size > MAX_BYTES or len(members) > 100:
        raise TooLarge(f"{len(members)} arrays unpack to {size} bytes, expected at most {MAX_BYTES}")
    for member in members:
        with archive.open(member) as file:
            version = np.lib.format.read_magic(file)
            read_header = (
                np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
            )
            shape, _, dtype = read_header(file)
            if dtype.itemsize * int(np.prod(shape, dtype=object)) > member.file_size:
                raise InvalidInput(f"{member.filename} promises shape {shape}, more than it holds")
