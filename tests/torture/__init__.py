"""Tests that try to lose an entry: kills, power cuts, full disks, damaged files, many writers and many devices."""
