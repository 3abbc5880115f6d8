"""Meetings of committees: the work list, the proposals put to them, and their decisions."""
