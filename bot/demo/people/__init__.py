"""What people do in the workspace, and what each of them sees.

May touch: the server's state and interactions. May not touch: HTTP, sockets.
"""
