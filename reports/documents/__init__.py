"""One room for each kind of document: its values, and what stands in it."""
