"""Calls are set up, applied from a file, and every change is logged.

Lives by the rules of `bot.cycle`; may also touch `bot.calls_file`.
"""
