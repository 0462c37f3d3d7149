"""What leads write is kept, read again, shown on a card, and corrected."""
