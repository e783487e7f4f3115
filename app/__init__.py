"""Nudge: watch backpropagation happen on a digit that you drew."""

__version__ = "0.1.0"
