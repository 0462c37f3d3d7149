"""What Python is told about its memory."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage() -> Iterator[None]:
    """Look for no garbage until the context ends, and never again among what is there by then.

    What is imported stays as long as the process: some 300,000 objects. Python would look through them again
    and again, some tenths of a second each time, in which the bot would hear nobody.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
