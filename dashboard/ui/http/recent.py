"""A cache of recent answers, bounded in bytes.

Clients may ask for any number of different answers of any size: a limit on their number would not
bound the memory of the server.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Recent:
    """Contents by what they are made of, at most ``limit`` bytes of them together."""

    def __init__(self, limit: int) -> None:
        self._limit, self._bytes = limit, 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Return the content of a key, ``None`` where it is not kept."""
        with self._lock:
            content = self._kept.get(key)
            if content is not None:
                self._kept.move_to_end(key)
            return content

    def put(self, key: Hashable, content: bytes) -> None:
        """Keep a content; those asked for longest ago go when there are too many bytes."""
        with self._lock:
            self._bytes += len(content) - len(self._kept.pop(key, b""))
            self._kept[key] = content
            while self._bytes > self._limit:
                self._bytes -= len(self._kept.popitem(last=False)[1])

    def made(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the content of a key, kept or made now."""
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content
