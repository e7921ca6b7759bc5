"""The inbox screen: replies to what the user shared."""
