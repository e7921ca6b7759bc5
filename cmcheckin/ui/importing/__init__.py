"""Import a file from another program: its questions, a preview, and saving it."""
