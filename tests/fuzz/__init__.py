"""What may come in at every door, bent and broken by chance: `make fuzz`, and again with `SEED=…`."""
