"""What a meeting needs before and while it is held: roll call, announcements, areas, notes.

Lives by the rules of `bot.cycle`.
"""
