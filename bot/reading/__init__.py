"""What people write becomes items, headings and words set aside: pure functions of values.

May touch: nouns. May not touch: ports, the clock, logs, files, and what the week does with what was read.
"""
