"""What editors need beside the site: earlier revisions, differences, the gate, safe edits."""
