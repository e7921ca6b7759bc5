"""The screen of wins."""
