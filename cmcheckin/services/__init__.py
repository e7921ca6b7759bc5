"""Use cases: where the pure packages meet the disk."""
