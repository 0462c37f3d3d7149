"""Leads are asked what is new, and reminded.

Lives by the rules of `bot.cycle`.
"""
