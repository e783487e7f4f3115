"""Everything that takes long: runs, comparisons, landscapes, and the recipe of the shipped weights."""
