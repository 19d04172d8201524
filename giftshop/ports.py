"""Ports: how a lower app reaches one above it without knowing it.

The lower app declares a Port and the protocol its handlers follow; the upper app registers in
`AppConfig.ready()`. A handler runs in the caller's transaction.
"""


class Port:
    """Named handlers, one per key."""

    def __init__(self, name):
        self.name = name
        self._handlers = {}

    def register(self, key, handler):
        if self._handlers.setdefault(key, handler) is not handler:
            raise RuntimeError(f"port {self.name}: {key!r} is registered twice")

    def __getitem__(self, key):
        return self._handlers[key]

    def get(self, key):
        return self._handlers.get(key)

    def __iter__(self):
        return iter(self._handlers.items())
