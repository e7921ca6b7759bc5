"""Reading the records: weekly figures and what is usual for this person. Pure: no time, no files, no screen."""
