"""The tests: a folder a room. A package, since others install one of this name too."""
