"""Minutes are posted, amended, closed, indexed for searching, and imported from old pages.

Lives by the rules of `bot.cycle`.
"""
