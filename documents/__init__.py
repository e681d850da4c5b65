"""Bytes → text with its structure (txt, md, html, docx, pdf; encodings, paragraphs, headings, tables)."""
