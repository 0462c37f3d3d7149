"""The book by chapters, each about one noun of the week: implements `bot.ports.chapters`."""
