"""The chapters of the book, each about one noun of the week, as `bot.ports.chapters` promises them."""
