"""What a row must satisfy within its table."""
