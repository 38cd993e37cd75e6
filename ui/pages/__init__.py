"""One page a folder: its layout and what it asks of the services."""
