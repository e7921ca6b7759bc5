"""The records of the journal: check-ins, workdays, escalations and nudge states. Imports nothing else of cmcheckin."""
