"""Bytes → text with its structure (txt, md, html, docx, pdf; encodings, paragraphs, headings, tables)."""

from zhibiao.documents.document import Block, BlockKind, Document
from zhibiao.documents.reader import SUFFIXES, find_documents, read, read_bytes, read_text
from zhibiao.documents.structure import structure

__all__ = [
    "SUFFIXES",
    "Block",
    "BlockKind",
    "Document",
    "find_documents",
    "read",
    "read_bytes",
    "read_text",
    "structure",
]
