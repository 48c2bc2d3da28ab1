"""Kills writers at random moments and at chosen calls, and looks at what is left each time.

``python -m tests.faults.kill_run FOLDER ROUNDS SEED`` prints the counts as JSON. Each writer is a
fork of this warmed process: it saves the case with seed 1, 2, 3 … and tells through a pipe which
save it has begun and which is done. After the kill the file must hold one of these two.
"""

from __future__ import annotations

import json
import os
import random
import signal
import struct
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.case.recovery import RecoverySlot, find_leftovers
from smp_sim.document.disk import atomic_write
from smp_sim.document.editing.edits import set_seed
from smp_sim.document.protection.passphrase_key import PassphraseKey
from tests.document.case_files import dossier_of_photo
from tests.document.protection.quick_key import quick_key

#: Longest that a writer lives (s): several saves of the case.
_LONGEST_S = 0.03

_BEGUN, _DONE = b"b", b"d"
_NOTE = struct.Struct(">cI")


@dataclass(frozen=True)
class Saved:
    """What a writer said before it was killed: the save it had begun and the last one done."""

    begun: int
    done: int

    def allows(self, seed: int) -> bool:
        """Tell whether a file may hold this state: the last one, or the one before."""
        return seed in {self.begun, self.done}


def noisy_dossier(folder: Path) -> Dossier:
    """Give a case with a photo that takes some 60 kB: a save of several writes."""
    noise = np.random.default_rng(3).integers(0, 256, (150, 150, 3), dtype=np.uint8)
    Image.fromarray(noise).save(folder / "noise.png")
    return dossier_of_photo((folder / "noise.png").read_bytes())


def kill_while(write: Callable[[int], None], first: int, life_s: float) -> Saved:
    """Fork a writer of states ``first``, ``first + 1`` …, kill it after ``life_s``, tell its notes.

    A writer that kills itself earlier has its wish.
    """
    reader, teller = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _write_for_ever(write, first, teller)
    os.close(teller)
    time.sleep(life_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as notes:
        told = list(_NOTE.iter_unpack(notes.read()))
    last = {kind: number for kind, number in told}  # noqa: C416 - the last of each kind wins
    return Saved(last.get(_BEGUN, first - 1), last.get(_DONE, first - 1))


def _write_for_ever(write: Callable[[int], None], first: int, teller: int) -> None:
    number = first
    while True:
        os.write(teller, _NOTE.pack(_BEGUN, number))
        write(number)
        os.write(teller, _NOTE.pack(_DONE, number))
        number += 1


def kill_saves(folder: Path, rounds: int, chance: random.Random, key: PassphraseKey | None) -> int:
    """Kill writers of one case file; give how many were in the middle of a save."""
    dossier, path = replace(noisy_dossier(folder), key=key), folder / "case.smp"
    save_case(replace(dossier, case=set_seed(dossier.case, 0)), path)

    def write(number: int) -> None:
        save_case(replace(dossier, case=set_seed(dossier.case, number)), path)

    state = hits = 0
    for _ in range(rounds):
        told = kill_while(write, state + 1, chance.uniform(0.0, _LONGEST_S))
        state = open_case(path, secret=key).case.plan.seed
        assert told.allows(state), (told, state)
        hits += told.begun != told.done
    write(state + 1)
    left = sorted(item.name for item in folder.iterdir())
    assert left == ["case.smp", "noise.png"], left  # nothing of the killed ones stays behind
    return hits


def kill_copies(folder: Path, rounds: int, chance: random.Random) -> None:
    """Kill windows that keep recovery copies: each copy that is there opens, and is theirs."""
    dossier = noisy_dossier(folder)
    for _ in range(rounds):
        slots: list[RecoverySlot] = []

        def write(number: int, slots: list[RecoverySlot] = slots) -> None:
            slots.append(slots[0] if slots else RecoverySlot(folder))
            slots[0].keep(replace(dossier, case=set_seed(dossier.case, number)), None)

        told = kill_while(write, 1, chance.uniform(0.0, _LONGEST_S))
        found = find_leftovers(folder)
        assert len(found) == (told.done > 0) or told.begun != told.done, (told, found)
        for leftover in found:
            assert told.allows(open_case(leftover.path).case.plan.seed)
            leftover.discard()
    atomic_write.sweep_parts(folder / "recovery")
    left = list((folder / "recovery").iterdir())
    assert left == [], left


#: Calls at which a writer is killed, by what they belong to, and how often each is made at most.
_CALLS: tuple[tuple[object, str, int], ...] = (
    (os, "open", 2),
    (zipfile.ZipFile, "writestr", 3),
    (os, "fsync", 2),
    (Path, "replace", 1),
    (Path, "unlink", 1),
)


def kill_at_calls(folder: Path, key: PassphraseKey | None) -> int:
    """Kill a writer just before and just after each call that a save makes; give how often."""
    dossier, path = replace(noisy_dossier(folder), key=key), folder / "case.smp"
    save_case(replace(dossier, case=set_seed(dossier.case, 1)), path)
    kills = 0
    for owner, name, count in _CALLS:
        for which in range(2 * count):

            def write(number: int, at: tuple[object, str, int] = (owner, name, which)) -> None:
                _die_at(*at)
                save_case(replace(dossier, case=set_seed(dossier.case, number)), path)

            kill_while(write, 2, 0.1)
            state = open_case(path, secret=key).case.plan.seed
            assert state in {1, 2}, (name, which, state)
            kills += 1
            save_case(replace(dossier, case=set_seed(dossier.case, 1)), path)
    return kills


def _die_at(owner: object, name: str, which: int) -> None:
    """Make this process kill itself before (even) or after (odd) the n-th call."""
    real, calls = getattr(owner, name), Counter[str]()

    def deadly(*given: object, **named: object) -> object:
        calls[name] += 1
        if calls[name] == which // 2 + 1 and which % 2 == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        value = real(*given, **named)
        if calls[name] == which // 2 + 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return value

    setattr(owner, name, deadly)


def main() -> None:
    """Do all of it in folders of their own and print the counts."""
    folder, rounds, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])  # noqa: S311
    places = {
        name: folder / name for name in ("plain", "sealed", "copies", "calls", "sealed-calls")
    }
    for place in places.values():
        place.mkdir()
    key = quick_key()
    hits = kill_saves(places["plain"], rounds, chance, None)
    hits += kill_saves(places["sealed"], rounds // 2, chance, key)
    kill_copies(places["copies"], rounds // 2, chance)
    chosen = kill_at_calls(places["calls"], None) + kill_at_calls(places["sealed-calls"], key)
    print(  # noqa: T201 - a script's answer
        json.dumps(
            {
                "kills at random moments": rounds + 2 * (rounds // 2),
                "of them in the middle of a save": hits,
                "kills at chosen calls": chosen,
            }
        )
    )


if __name__ == "__main__":
    main()
