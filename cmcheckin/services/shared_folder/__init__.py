"""Read folders of other people's share files and replies."""
