"""责任查究: the director's decisions on what the year's conduct deserves."""
