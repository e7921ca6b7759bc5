"""The one-to-one of a person: what they shared since the last talk, questions, action items and notes."""
