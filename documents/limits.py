"""How large a report may be; anything larger is refused with a message instead of filling the memory."""

MAX_FILE_BYTES = 50 * 1024 * 1024
"""Bytes of one file; checked before the file is read."""

MAX_CHARACTERS = 5_000_000
"""Code points of one text."""

MAX_HTML_TAGS = 500_000
"""Tags of one HTML page; each takes a kilobyte or two when parsed."""

MAX_PDF_PAGES = 2_000
"""Pages of one PDF."""

MAX_PDF_STREAM_BYTES = 100 * 1024 * 1024
"""Bytes of one PDF stream when unpacked, pictures aside: a page's own text is a few kilobytes."""

MAX_UNPACKED_BYTES = 500 * 1024 * 1024
"""Bytes of all files in a .docx when unpacked, pictures included."""

MAX_XML_BYTES = 100 * 1024 * 1024
"""Bytes of all XML in a .docx when unpacked; a parsed tree takes about ten times as much memory."""
