"""The TWiki copy of the minutes, and wiki pages read back."""
