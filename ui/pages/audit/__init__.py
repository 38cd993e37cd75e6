"""日志: who saw, changed, printed, exported what."""
