"""What leaves the journal: from records by consent to a file for a manager, and back from such files to a picture."""
