"""Readers: one file a format, each from a file's path to a Document of blocks."""
