"""Widgets without a subject of their own, used by several screens."""
