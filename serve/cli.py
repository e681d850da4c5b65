"""The ``zhibiao`` command: one thin function a verb; the work is done in the rooms."""

import sys

import typer

from zhibiao.annotation.cli import app as annotate_app
from zhibiao.errors import ZhibiaoError

app = typer.Typer(
    name="zhibiao",
    help="Reads the figures out of Chinese government reports.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(annotate_app, name="annotate")


def main() -> None:
    """Entry point: prints a :class:`ZhibiaoError` as one line and exits with 1."""
    try:
        app()
    except ZhibiaoError as error:
        typer.echo(f"zhibiao: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
