"""Minutes to text and back, one format a module; no format knows another. Pure.

May touch: nouns. May not touch: ports, the clock, logs, files.
"""
