"""Nudge: watch backpropagation happen on a digit that you drew."""

import os

__version__ = "0.1.0"

# Before NumPy is loaded: on layers of 16 neurons a second BLAS thread mostly waits, and under load it waits long.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
