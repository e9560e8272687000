"""Keeps documents, readings and decisions; finds them again."""
