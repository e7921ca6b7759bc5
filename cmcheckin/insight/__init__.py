"""What follows from the records: figures, trends, signals and nudges. Pure: no clock, no files, no screen."""
