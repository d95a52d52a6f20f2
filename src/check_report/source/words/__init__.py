"""What words name: dates, identifiers, names, instruments. Text in, plain records out."""
