"""登记: the form at the counter and what it says before it is saved."""
