"""A value that cannot be used."""


class Wrong(ValueError):
    """A value that cannot be used; its message never repeats the value, which may be a secret."""
