"""Sentences -> Translations. `loading.load_translator` gives a translator; `protocol` says what it promises."""
