"""Checked -> terminal table, JSON, CSV, HTML page."""
