"""Cutting a release: its number, and its part of the changelog."""
