"""单位: the registry over time, a unit's year on one page, and the import of a workbook."""
