"""What comes before the window: first run, login."""
