"""What differs between languages, one package a language."""
