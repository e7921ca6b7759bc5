"""The screen of escalations: a list, the story of one, and what each cause cost."""
