"""The ``zhibiao`` command: a list of verbs, each a thin function in a module of its own.

A verb's module imports what it works with inside its function, so that no verb waits for what another one needs.
"""

import sys
from typing import Annotated

import typer

from zhibiao import __version__
from zhibiao.annotation.cli import app as annotate_app
from zhibiao.errors import ZhibiaoError
from zhibiao.serve.extract_command import extract
from zhibiao.serve.reporter import one_line
from zhibiao.serve.schema_command import schema
from zhibiao.training import cli as training

app = typer.Typer(
    name="zhibiao",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(extract)
app.command()(schema)
app.add_typer(annotate_app, name="annotate")
training.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zhibiao {__version__}")
        raise typer.Exit


@app.callback()
def zhibiao(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Reads the figures out of Chinese government reports."""


def main() -> None:
    """Entry point: prints a :class:`ZhibiaoError` as one line and exits with 1."""
    try:
        app()
    except ZhibiaoError as error:
        typer.echo(f"zhibiao: {one_line(str(error))}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
