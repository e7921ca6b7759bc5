"""Pages that stand alone: one file, no script, nothing fetched, nothing in it that a reader could be led away by."""
