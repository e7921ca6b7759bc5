"""The manager's app: the screens of `cmcheckin review`."""
