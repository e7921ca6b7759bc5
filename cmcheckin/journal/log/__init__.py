"""The log: the files of the journal, a line for each change."""
