"""台账: deposits, fines and payments of a year, unit by unit, as double entries."""
