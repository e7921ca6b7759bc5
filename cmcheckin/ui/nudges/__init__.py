"""Nudges on screens: the card, its answers, and the reasons behind it."""
