"""Many transcripts -> subtitles in one folder, with a journal of what came of each."""
