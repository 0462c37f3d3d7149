"""/minutes action … and actions: what people agree to do.

Lives by the rules of `handlers.commands`.
"""
