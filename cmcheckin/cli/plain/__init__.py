"""The check-in in plain lines, for `checkin --plain` and terminals without a screen."""
