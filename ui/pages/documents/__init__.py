"""文书: what waits to be issued, its preview, and the register of what went out."""
