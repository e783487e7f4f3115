"""The command line: `python -m app <command>`, or `nudge <command>` once installed."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from tqdm import tqdm

from app.digits.dataset import Dataset
from app.digits.download import download
from app.digits.mnist import MNIST, find
from app.engine.activations import ACTIVATIONS
from app.errors import NotFound, NudgeError
from app.server import serve
from app.settings import Settings
from app.store.checkpoint import Checkpoint, Facts, write_checkpoint
from app.training.recipe import Made, Progress, Recipe, accuracy, train

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    parser = argparse.ArgumentParser(prog="nudge", description="Watch backpropagation on a digit that you drew.")
    commands = parser.add_subparsers(dest="command")
    for add in (_add_serve, _add_data, _add_train):
        add(commands)
    given = parser.parse_args(arguments or sys.argv[1:] or ["serve"])
    try:
        status: int = given.run(given)
    except NudgeError as error:
        print(f"nudge: {error.message}", file=sys.stderr)  # noqa: T201  the command line's own voice
        return 2
    return status


def _add_serve(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="serve the page (the default)")
    serve.add_argument("--host", default=os.environ.get("HOST"), help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, default=os.environ.get("PORT"), help="port to listen on (default 8000)")
    serve.set_defaults(run=_serve)


def _serve(given: argparse.Namespace) -> int:
    """Serve until told to stop."""
    told = {name: value for name in ("host", "port") if (value := getattr(given, name)) is not None}
    settings = Settings.from_environment(os.environ, **told)
    if "NUDGE_STORE" not in os.environ:
        # A store for each port, so that servers side by side do not meet; pages remember networks by port, too.
        settings = replace(settings, store=str(settings.data_dir / f"networks-{settings.port}.sqlite"))
    return serve(settings)


def _add_data(commands: Commands) -> None:
    data = commands.add_parser("data", help="download MNIST (11 MB) and check it")
    data.add_argument("--mirror", action="append", help="address that keeps the four .gz files, instead of the usual")
    data.set_defaults(run=_data)


def _data(given: argparse.Namespace) -> int:
    """Download what is missing of MNIST."""
    folder = Settings.from_environment(os.environ).datasets_dir / "mnist"
    source = replace(MNIST, mirrors=tuple(given.mirror)) if given.mirror else MNIST
    with tqdm(total=source.packed_bytes, unit="B", unit_scale=True, desc=source.name) as bar:

        def show(received: int, total: int) -> None:
            bar.update(received - bar.n)

        download(source, folder, show)
    tqdm.write(f"{source.name} is in {folder}")
    return 0


def _add_train(commands: Commands) -> None:
    command = commands.add_parser("train", help="make the shipped weights again, or others by the same recipe")
    command.add_argument("--hidden-activation", choices=sorted(ACTIVATIONS), default="sigmoid")
    command.add_argument(
        "--seed", type=_at_least(0), default=0, help="decides weights, order and variation (default 0)"
    )
    command.add_argument("--epochs", type=_at_least(1), help="fewer take less time and reach less")
    command.add_argument("--handwritten", type=_at_least(100), help="digits of our own to mix in")
    command.add_argument("--output", type=Path, help="file to write (default: ./<hidden activation>.safetensors)")
    command.set_defaults(run=_train)


def _at_least(lowest: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `lowest` on."""

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < lowest:
            raise argparse.ArgumentTypeError(f"it is {text!r}, expected a whole number from {lowest}")
        return int(text)

    return read


def _train(given: argparse.Namespace) -> int:
    """Train by the recipe; Ctrl-C keeps the best network so far."""
    digits = _mnist(Settings.from_environment(os.environ))
    recipe = _recipe(given)
    best: Made | None = None
    with suppress(KeyboardInterrupt):
        for made in _with_bars(train(recipe, digits.train)):
            best = made if made.is_better_than(best) else best
            tested = accuracy(made.network, digits.test)
            tqdm.write(f"held out {made.accuracy:.2%}, MNIST test {tested:.2%}")
    if best is None:
        tqdm.write("stopped before anything was learned: nothing is written")
        return 1
    tested = accuracy(best.network, digits.test)
    output = given.output or Path(f"{recipe.hidden_activation}.safetensors")
    write_checkpoint(output, Checkpoint(best.network, Facts(_DATA, recipe.seed, _command(recipe), tested)))
    tqdm.write(f"{output} reads {tested:.2%} of MNIST's test images")
    return 0


_DATA = "55,000 of MNIST's training images, varied, and generated handwriting"


def _recipe(given: argparse.Namespace) -> Recipe:
    recipe = Recipe(given.hidden_activation, given.seed)
    if given.epochs is not None:
        recipe = replace(recipe, imitating=replace(recipe.imitating, epochs=given.epochs))
    if given.handwritten is not None:
        recipe = replace(recipe, handwritten=given.handwritten)
    return recipe


def _command(recipe: Recipe) -> str:
    """Return the command that follows the recipe again."""
    usual = Recipe(recipe.hidden_activation, recipe.seed)
    command = f"python -m app train --hidden-activation {recipe.hidden_activation} --seed {recipe.seed}"
    if recipe.imitating.epochs != usual.imitating.epochs:
        command += f" --epochs {recipe.imitating.epochs}"
    if recipe.handwritten != usual.handwritten:
        command += f" --handwritten {recipe.handwritten}"
    return command


def _with_bars(steps: Iterable[Progress]) -> Iterator[Made]:
    """Show a bar for each stage, and pass on what is made."""
    for stage, parts in groupby(steps, key=lambda progress: progress.stage):
        with tqdm(desc=stage) as bar:
            for progress in parts:
                bar.total = progress.total
                bar.update(progress.done - bar.n)
                if progress.made is not None:
                    yield progress.made


def _mnist(settings: Settings) -> Dataset:
    folders = [folder for folder in (settings.mnist_dir, settings.datasets_dir) if folder is not None]
    digits = find(folders, settings.datasets_dir)
    if digits is None:
        raise NotFound("MNIST is not on this machine: run `python -m app data`, or set NUDGE_MNIST_DIR")
    return digits


if __name__ == "__main__":
    sys.exit(main())
