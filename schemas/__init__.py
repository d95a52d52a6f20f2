"""What a row must satisfy within its table: one Pandera schema a table (`SCHEMA`)."""
