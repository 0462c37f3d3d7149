"""Leads are asked what is new, and reminded."""
