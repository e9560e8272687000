"""One module for each way in which two statements may stand to each other."""
