"""Import a file of another program: its questions, a preview, and saving it."""
