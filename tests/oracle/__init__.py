"""A second, independent and naive computation of the regulation, which the program's own results are compared with."""
