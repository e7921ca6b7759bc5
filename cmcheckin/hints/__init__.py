"""Propose a day's hours from files that the user already has. Only times and counts are kept, never text."""
