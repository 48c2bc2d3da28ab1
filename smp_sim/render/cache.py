"""What was made is kept while there is room: least recently used leaves first, counted in bytes.

The key of a stage is a hash of its name, its settings and the keys that it was made from. So a key
says everything a product depends on: nothing is ever marked stale, it is just no longer asked for.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import TypeVar, cast

import msgspec
import numpy as np

Product = TypeVar("Product")

#: Room for the layers of a 1920 x 1080 view, its photo of 12 megapixels and some neighbours.
DEFAULT_BYTES = 768 * 2**20


def stage_key(stage: str, settings: object, *before: str) -> str:
    """Give the cumulative key of a stage.

    Parameters
    ----------
    stage : its name.
    settings : anything that msgspec writes as JSON (structs, tuples, numbers, strings).
    *before : keys of what it is made from.
    """
    told = hashlib.sha256(msgspec.json.encode([stage, settings, before], order="sorted"))
    return told.hexdigest()


def size_of(product: object) -> int:
    """Give the bytes of the arrays that a product holds, whether in dataclasses or tuples."""
    if isinstance(product, np.ndarray):
        return int(product.nbytes)
    if isinstance(product, (tuple, list)):
        return sum(size_of(item) for item in product)
    if is_dataclass(product):
        return sum(size_of(getattr(product, entry.name)) for entry in fields(product))
    return 0


class Cache:
    """Products by key, at most ``limit_bytes`` of them; owned by the caller of the chain.

    Safe to use from several threads. A product that two threads ask for at once may be made twice;
    both get an equal one.
    """

    def __init__(self, limit_bytes: int = DEFAULT_BYTES) -> None:
        self._limit = limit_bytes
        self._kept: OrderedDict[str, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def nbytes(self) -> int:
        """Bytes kept now."""
        return self._bytes

    def __len__(self) -> int:
        """Count the products."""
        return len(self._kept)

    def obtain(self, key: str, make: Callable[[], Product]) -> Product:
        """Give the product of a key, made with ``make`` if it is not kept.

        What ``make`` raises is passed on, and nothing is kept.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("Product", self._kept[key][0])
        product = make()
        self._keep(key, product)
        return product

    def _keep(self, key: str, product: object) -> None:
        size = size_of(product)
        if size > self._limit:
            return
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = product, size
            self._bytes += size
            while self._bytes > self._limit:
                _, (_, freed) = self._kept.popitem(last=False)
                self._bytes -= freed
