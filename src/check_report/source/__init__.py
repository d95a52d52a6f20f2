"""From a report folder to typed tables: byte gate, CSV, types, and the tables derived from the words."""
