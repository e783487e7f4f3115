"""Learning: runs, comparisons, evaluations, and the worker processes that do them. No web; time is handed in."""
