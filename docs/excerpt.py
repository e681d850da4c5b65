"""Writes the beginning of what ``make demo`` prints into the READMEs: ``make readme``; a test holds them equal."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
SAMPLE = "docs/samples/report.txt"
ROWS = 16
"""Indicators that are shown."""
_WIDTH = "112"
_BLOCK = re.compile(r"(?<=<!-- excerpt of `make demo` -->\n```text\n).*?(?=```\n)", re.S)


def excerpt() -> str:
    """The findings and the first indicators of the sample, as the command prints them."""
    command = [sys.executable, "-m", "zhibiao.serve.cli", "extract", SAMPLE, "--format", "table"]
    environment = {**os.environ, "COLUMNS": _WIDTH}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    lines = run.stdout.decode().splitlines()
    last = next((place for place, line in enumerate(lines) if line.startswith(f" i{ROWS + 1} ")), len(lines))
    return "\n".join(lines[:last]) + "\n …\n"


def with_excerpt(readme: str, shown: str) -> str:
    """``readme`` with the excerpt replaced by ``shown``."""
    return _BLOCK.sub(lambda _: shown, readme)


def main() -> None:
    """Write the excerpt; with ``--check``, only say which README does not hold it."""
    shown = excerpt()
    for path in READMES:
        readme = path.read_text(encoding="utf-8")
        renewed = with_excerpt(readme, shown)
        if "--check" not in sys.argv:
            path.write_text(renewed, encoding="utf-8")
        elif renewed != readme:
            sys.exit(f"{path.name} shows something else than `make demo` prints; run `make readme`")


if __name__ == "__main__":
    main()
