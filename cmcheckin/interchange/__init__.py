"""Exchange records with files: `writers` exports them, and `readers` and `importing` import them."""
