"""Digits: where they come from, and how they become the 784 numbers that the network reads."""
