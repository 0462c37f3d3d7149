"""Days as people write them, in commands.

Pure.
"""
