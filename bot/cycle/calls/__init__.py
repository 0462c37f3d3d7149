"""Calls are set up, taken over from a file, and every change is kept."""
