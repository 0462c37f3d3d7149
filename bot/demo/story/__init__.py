"""The scripted week: its people and scenes.

May touch: what people can do. May not touch: the server.
"""
