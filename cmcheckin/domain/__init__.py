"""What a check-in, a workday, a win and an escalation are. Knows no other room."""
