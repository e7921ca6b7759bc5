"""The parts of the torture tests."""

from __future__ import annotations

from typing import Final

from tests.torture import damage, derived, devices, disk_errors, kills, power_cuts, writers
from tests.torture.outcome import Part

_EACH_CALL: Final = "at each call that changes files, over every command that writes"
PARTS: Final = {
    "calls": Part(f"kills {_EACH_CALL}", kills.at_each_call, 30, 5000),
    "moments": Part("kills at random moments", kills.at_random, 10, 1000),
    "processes": Part("kills of a process of its own at random moments", kills.as_users_run_it, 1, 200),
    "power": Part("states of the disk after a power cut", power_cuts.at_each_call, 30, 10_000),
    "errors": Part(
        f"full, broken and read-only disks and spent quotas {_EACH_CALL}", disk_errors.at_each_call, 30, 5000
    ),
    "flips": Part("flipped bits in a journal of 40 changes", damage.bit_flips, 40, 500),
    "damage": Part("files cut short, lines deleted, repeated or swapped, zeros", damage.other_damage, 30, 500),
    "cache": Part("damaged or outdated files of the cache", derived.damaged_cache, 10, 500),
    "meanwhile": Part("changes logged while a file is damaged or gone", damage.written_meanwhile, 30, 500),
    "writers": Part("changes by 8 processes at a time, with a reader", writers.with_a_reader, 40, 1600),
    "devices": Part("lives of 2 to 4 devices that copy some of their files", devices.apart, 10, 2000),
    "clones": Part("lives of two machines with one device id", devices.cloned, 10, 1000),
}
"""The parts by the name that selects one."""
