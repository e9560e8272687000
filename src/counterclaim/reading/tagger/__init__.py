"""A trained tagger of attributions: which words are source, cue and content, and which belong together."""
