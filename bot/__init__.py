"""Minutesbot: the week of a status call."""
