"""What people write becomes items, headings and words set aside: pure functions of values.

May touch: nouns, and the table of weights in `vocabulary`. May not touch: ports, the clock, logs, other
files, and what the week does with what was read.
"""
