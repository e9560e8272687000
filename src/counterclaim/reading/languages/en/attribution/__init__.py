"""Who says what: attribution in English."""
