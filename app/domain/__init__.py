"""The words of the field: frozen values, enums, rules and errors. Standard library only."""
