"""The one tree of errors that people see.

Each message is for the person who caused the error: it names the file, the place and the mend, in one line.
The command line catches :class:`ZhibiaoError` once and prints the message without a traceback.
"""


class ZhibiaoError(Exception):
    """Anything that a user, and not a programmer, can mend."""


class DocumentError(ZhibiaoError):
    """A report that cannot be read: missing, empty, encrypted, truncated, too large, or no text at all."""


class AnnotationError(ZhibiaoError):
    """Annotated data that breaks the scheme or the file format."""


class ModelError(ZhibiaoError):
    """A model folder that is missing, incomplete or of another make."""


class ConfigError(ZhibiaoError):
    """A configuration file with an unknown, missing or impossible setting."""


class OutputError(ZhibiaoError):
    """A file or stream that cannot be written."""
