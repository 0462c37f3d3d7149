"""What a meeting needs while it is coming up and going on: roll call, announcements, areas, notes."""
