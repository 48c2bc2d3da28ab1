"""Unknown keys: put aside and put back, wherever they stood."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.case.unknown_keys import NOTHING, find_unknown, put_back

_PLAIN = st.recursive(
    st.none() | st.integers(0, 3) | st.text("ab", max_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner),
    max_leaves=8,
)


def with_more(value: Any) -> Any:
    """Give plain values with a key more in every object."""
    if isinstance(value, dict):
        return {**{key: with_more(item) for key, item in value.items()}, "more": 1}
    return [with_more(item) for item in value] if isinstance(value, list) else value


@given(_PLAIN)
def test_nothing_unknown_changes_nothing(value: Any) -> None:
    """Values without unknown keys leave nothing aside and stay as they are."""
    assert not find_unknown(value, value)
    assert put_back(value, NOTHING) == value


@given(st.dictionaries(st.sampled_from("xyz"), st.dictionaries(st.sampled_from("pq"), _PLAIN)))
def test_what_was_put_aside_comes_back(value: dict[str, Any]) -> None:
    """A key more in objects inside objects returns to each of them."""
    read = {"more": 1, **{key: {**item, "more": 1} for key, item in value.items()}}
    assert put_back(value, find_unknown(read, value)) == read


def test_list_items_are_matched_by_id_then_by_place() -> None:
    """Items with an id keep their keys when moved; deleted ones take theirs along."""
    read = {"a": [{"id": "p", "n": 1}, {"id": "q", "n": 2}], "b": [{"k": 0, "n": 3}, {"k": 0}]}
    known = {"a": [{"id": "p"}, {"id": "q"}], "b": [{"k": 0}, {"k": 0}]}
    unknown = find_unknown(read, known)
    edited = {"a": [{"id": "q"}, {"id": "new"}], "b": [{"k": 5}]}
    assert put_back(edited, unknown) == {
        "a": [{"id": "q", "n": 2}, {"id": "new"}],
        "b": [{"k": 5, "n": 3}],
    }


def test_known_values_win() -> None:
    """What the program knows by now is never overwritten by what was put aside."""
    unknown = find_unknown({"later": 1}, {})
    assert put_back({"later": 2}, unknown) == {"later": 2}


def test_deep_lists_keep_their_keys() -> None:
    """Objects in lists in objects in lists are reached."""
    value = {"a": [{"id": "p", "s": [{"r": 1}, {"r": 2}]}]}
    assert put_back(value, find_unknown(with_more(value), value)) == with_more(value)
