"""The setup: three questions at the first start, and `cmcheckin setup`."""
