"""Pages that imitate how Vietnamese sites are built, each with the text of its article."""
