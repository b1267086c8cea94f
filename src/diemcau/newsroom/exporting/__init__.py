"""Handing an article to another CMS: clean HTML, DOCX, or ZIP with JSON and pictures."""
