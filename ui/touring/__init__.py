"""Driving the real window without a person: keys, composing, waiting, pictures."""
