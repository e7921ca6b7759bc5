"""What the screens are made of. A widget draws what it is given and computes nothing about the user's days."""
