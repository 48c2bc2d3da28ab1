"""The cache gives back what was made, forgets the oldest, and keys say what they depend on."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.model.plan import Plan
from smp_sim.render.cache import Cache, size_of, stage_key
from smp_sim.render.products import Surface


def _bytes(count: int) -> NDArray[np.uint8]:
    return np.zeros(count, dtype=np.uint8)


def test_a_product_is_made_once() -> None:
    """The second time the same object comes back."""
    cache = Cache(100)
    first = cache.obtain("a", lambda: _bytes(10))
    assert cache.obtain("a", lambda: _bytes(99)) is first


def test_the_least_recently_used_leaves_first() -> None:
    """With room for two, asking for the first again saves it from the third."""
    cache = Cache(20)
    first = cache.obtain("a", lambda: _bytes(10))
    second = cache.obtain("b", lambda: _bytes(10))
    cache.obtain("a", lambda: _bytes(10))
    cache.obtain("c", lambda: _bytes(10))
    assert cache.nbytes == 20
    assert cache.obtain("a", lambda: _bytes(10)) is first
    assert cache.obtain("b", lambda: _bytes(10)) is not second


def test_what_is_larger_than_the_cache_is_not_kept() -> None:
    """It is given all the same, and nothing else is thrown out for it."""
    cache = Cache(20)
    cache.obtain("a", lambda: _bytes(10))
    assert len(cache.obtain("b", lambda: _bytes(30))) == 30
    assert (len(cache), cache.nbytes) == (1, 10)


def test_a_failure_is_passed_on_and_not_kept() -> None:
    """The next request tries again."""
    cache = Cache(20)
    with pytest.raises(ZeroDivisionError):
        cache.obtain("a", lambda: 1 // 0)
    assert cache.obtain("a", lambda: 7) == 7


def test_a_key_depends_on_name_settings_and_what_came_before() -> None:
    """Each of the three changes it; equal ones give the same."""
    keys = {
        stage_key("a", Plan()),
        stage_key("b", Plan()),
        stage_key("a", Plan(seed=2)),
        stage_key("a", Plan(), "before"),
    }
    assert len(keys) == 4
    assert stage_key("a", Plan()) in keys


def test_the_size_is_that_of_all_arrays_inside() -> None:
    """Dataclasses and tuples are looked through."""
    plane = np.zeros((4, 5), dtype=np.float32)
    assert size_of((Surface(1, plane, plane, plane, 0.5, 0.0), plane)) == 4 * 80
