"""Networks, kept: in memory while they are used, in one SQLite file for the rest."""
