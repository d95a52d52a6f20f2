"""Whole commands timed side by side: ours and its peers, in turn, in the same run."""
