"""Everything the screens do in plain lines, for screen readers and terminals without a screen.

`part.py` reads what is typed, and each part has a module, by the name of its screen.
"""
