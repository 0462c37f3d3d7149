"""What only a real workspace can tell, tried and taken away again."""
