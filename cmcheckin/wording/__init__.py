"""Every sentence the user reads about themselves and their days."""
