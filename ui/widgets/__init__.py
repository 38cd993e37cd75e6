"""Small parts every page is laid out with; none of them knows a service."""
