"""The first bytes by which formats are told apart."""

PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
"""A zip file, .docx among them."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Microsoft's compound file: .doc, .xls, and a .docx that is encrypted."""

RTF = b"{\\rtf"
