"""The weekly report: drafted for stakeholders from the records, and edited before it is written."""
