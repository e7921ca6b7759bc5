"""The trends screen and its pages."""
