"""The packaged word lists, one file per subject."""
