"""The frozen rows that pages show; templates get these and no table class."""
