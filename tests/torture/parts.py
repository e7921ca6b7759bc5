"""The parts of the torture tests."""

from __future__ import annotations

from typing import Final

from tests.torture import damage, derived, devices, disk_errors, kills, power_cuts, writers
from tests.torture.outcome import Part

PARTS: Final = {
    "calls": Part("kills at each call that changes files, in every command that writes", kills.at_each_call, 12, 5000),
    "moments": Part("kills of these commands at random moments", kills.at_random, 10, 1000),
    "processes": Part("the same, each in a process of its own", kills.as_users_run_it, 1, 200),
    "power": Part("different states of the disk after a power cut", power_cuts.at_each_call, 12, 10_000),
    "errors": Part("full, broken or read-only disks or spent quotas, at each call", disk_errors.at_each_call, 12, 9000),
    "flips": Part("flipped bits in a journal of 40 changes", damage.bit_flips, 10, 500),
    "damage": Part("files cut short; lines deleted, repeated or swapped; zeros", damage.other_damage, 10, 500),
    "cache": Part("damaged or outdated files of the cache", derived.damaged_cache, 5, 500),
    "meanwhile": Part("changes logged while a file was damaged or gone", damage.written_meanwhile, 10, 500),
    "writers": Part("changes by 8 processes at a time, with a reader", writers.with_a_reader, 40, 1600),
    "devices": Part("lives of 2 to 4 devices that copied their files at random", devices.apart, 10, 1000),
    "clones": Part("lives of two machines with the same device id", devices.cloned, 10, 1000),
}
"""The parts by the name that selects one."""
