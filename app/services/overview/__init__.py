"""What pages show: each function selects exactly the columns shown into frozen rows."""
