"""Minutes are posted, amended, closed, found again, and read from old pages."""
