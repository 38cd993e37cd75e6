"""The window: pages lay out and ask services; nothing here computes a decision or sees a table."""
