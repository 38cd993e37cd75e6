"""Table and list models: they hold values, with a sort role and an object role, never a session."""
