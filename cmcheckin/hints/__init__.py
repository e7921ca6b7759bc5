"""Propose a day's hours from files that the user has already. Only times and counts are kept, never text."""
