"""Bytes become text, text becomes what it says; pure."""
