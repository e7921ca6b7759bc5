"""Every sentence the user reads about themselves, and how days, hours and ages are written."""
