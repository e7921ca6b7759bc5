"""The screens. The only room that knows textual and rich."""
