"""The page in a browser that shows the workspace and lets people act in it.

May touch: people, the story, the trouble of the server.
"""
