"""Turn what readers found in other programs' files into records, following the user's answers."""
