"""What a table is: files, columns, types, required cells, bounds, keys."""
