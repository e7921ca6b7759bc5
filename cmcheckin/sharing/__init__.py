"""What leaves the journal: share files built with the user's consent, and the manager's view of other people's."""
