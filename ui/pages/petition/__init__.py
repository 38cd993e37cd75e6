"""One petition as the register shows it."""
