"""What the chapters derive from the engine's forward and backward passes: facts that add up. NumPy only."""
