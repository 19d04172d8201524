"""An exclusive flock. The servers inherit its descriptor, so it is free only once they are gone too."""

import fcntl
import time


def take(descriptor, patience=0):
    """True if taken within `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.05)
