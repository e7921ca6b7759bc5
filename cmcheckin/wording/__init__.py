"""Every sentence a user reads, by feature."""
