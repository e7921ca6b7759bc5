"""Search: the grammar of a query, and which days and entries match it. Pure."""
