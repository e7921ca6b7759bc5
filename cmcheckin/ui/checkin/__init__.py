"""The check-in screen: its pages, widgets and messages."""
