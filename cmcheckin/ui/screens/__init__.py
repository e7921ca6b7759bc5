"""One file a screen. A screen coordinates: its widgets post past-tense messages, the screen decides."""
