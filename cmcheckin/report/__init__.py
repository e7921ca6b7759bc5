"""The weekly report: a draft for stakeholders, drawn from what was kept and edited before it is written."""
