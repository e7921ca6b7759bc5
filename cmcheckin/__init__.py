"""A daily check-in for community managers, in the terminal."""

__version__ = "1.0.0"
