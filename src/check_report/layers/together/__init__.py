"""What tables must say together, and with the quarter before: the Great Expectations suites."""
