"""From a document's blocks to a report's tables and prose, and an account of where everything went."""
