"""The bureau's program without its window: the regulation, the store, the services and the command line."""

__version__ = "0.1.0"
