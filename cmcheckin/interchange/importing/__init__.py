"""Turn what readers found in other programs' files into records, as the user's answers say."""
