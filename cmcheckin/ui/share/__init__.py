"""The share screen and its pages."""
