"""The pages of the check-in: one file a step, and the review."""
