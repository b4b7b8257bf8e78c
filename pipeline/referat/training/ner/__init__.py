"""Trains and measures the names model: persons, bodies, parties, organisations, places."""
