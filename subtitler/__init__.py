"""Korean <-> English translation and bilingual subtitles for broadcast transcripts."""

__all__ = ["__version__"]

__version__ = "0.1.0"
