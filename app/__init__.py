"""Gestand: the register that holds the government to its word."""
