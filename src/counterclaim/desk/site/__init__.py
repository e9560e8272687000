"""A published site: the desk's pages as plain files, made of redacted readings alone."""
