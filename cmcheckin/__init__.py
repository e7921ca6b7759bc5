"""A daily check-in for community managers, in the terminal."""

__version__ = "0.1.0"
