"""The history screen: a calendar, a list of days, and a filter."""
