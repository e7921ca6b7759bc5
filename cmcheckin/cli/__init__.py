"""The command line: one small module a command, found by the registry."""
