"""The pages: one module each, HTML only."""
