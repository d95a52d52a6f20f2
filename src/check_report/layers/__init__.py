"""The three layers: what a table is, what a row must satisfy, what tables say together."""
