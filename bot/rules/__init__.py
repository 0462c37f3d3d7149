"""What should happen, who may do what, what minutes say: decisions, as pure functions of values.

May touch: nouns, what was read, formats. May not touch: ports, the clock, logs, files.
"""
