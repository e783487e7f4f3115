"""Run the benchmarks: all of them, or those named. Each runs in a process of its own, after a pause, one at a time.

python -m bench [NAME ...]
"""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
# One BLAS thread, as the product runs: two threads on layers of 16 neurons mostly wait for each other.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def names() -> list[str]:
    """Return every benchmark: each file here that defines a `main`."""
    files = sorted(path for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    return [path.stem for path in files if "\ndef main(" in path.read_text()]


def main(wanted: list[str]) -> int:
    """Run what is wanted (all, if nothing is named); return how many failed."""
    if unknown := set(wanted) - set(names()):
        sys.exit(f"no benchmark is called {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
    failed = 0
    for name in wanted or names():
        print(f"== {name}", flush=True)
        finished = subprocess.run(
            [sys.executable, "-c", f"from bench.{name} import main; main()"],
            cwd=FOLDER.parent,
            env={**os.environ, **ONE_THREAD},
        )
        failed += finished.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
