"""Block Kit: what Slack accepts and refuses, and the plain `text` beside blocks. Pure.

May touch: JSON values. May not touch: the workspace's state.
"""
