"""Encryption at rest with age: settings, identities, and sealing to public recipients. See `settings.cipher_of`."""
