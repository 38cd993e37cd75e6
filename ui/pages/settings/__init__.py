"""设置: what the bureau decides about its own program, a section each."""
