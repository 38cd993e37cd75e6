"""登记簿: the register as a list one searches."""
