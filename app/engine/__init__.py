"""The mathematics: a layered network, its forward pass, its backward pass, and descent. NumPy only."""
