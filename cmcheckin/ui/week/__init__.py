"""The week screen and its widgets."""
