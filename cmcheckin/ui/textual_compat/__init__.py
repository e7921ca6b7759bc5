"""Everything that relies on private names of Textual or overrides its internals."""
