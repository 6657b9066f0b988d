"""The demo: the real bot in a simulated Discord, with sample papers and no network."""
