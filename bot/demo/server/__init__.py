"""The Web API, sockets, events and forms of the workspace, and all that can go wrong with them."""
