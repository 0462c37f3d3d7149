"""The page in a browser on which the workspace is seen and played with."""
