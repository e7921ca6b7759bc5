"""Use cases: the modules that connect the pure packages with the journal and other files."""
