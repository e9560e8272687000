"""Knowledge as data files, and the loader."""
