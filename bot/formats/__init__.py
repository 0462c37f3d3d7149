"""Minutes to text and back; no format knows another."""
