"""Pages for share files: a single file each, without scripts, links or anything loaded from elsewhere."""
