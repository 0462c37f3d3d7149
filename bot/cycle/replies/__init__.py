"""What leads write is saved, understood, shown on a card, and corrected.

Lives by the rules of `bot.cycle`; may also touch `bot.reading`.
"""
