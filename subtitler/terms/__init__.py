"""Terms with one rendering each, where they stand in a text, and their files."""
