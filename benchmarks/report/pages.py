"""A page is a list of blocks, written as Markdown and as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Heading:
    """A heading of a section."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table; the first column is text, the others are figures."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Plot:
    """A chart: its name as a file, and its SVG."""

    name: str
    svg: str


Block = Heading | Words | Table | Plot

STYLE = """
body { font-family: sans-serif; max-width: 76em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; margin: 1em 0; font-size: 0.85em; }
th, td { border: 1px solid #ccc; padding: 0.25em 0.6em; text-align: right; }
th:first-child, td:first-child { text-align: left; }
th { background: #f2f2f2; }
svg { max-width: 100%; height: auto; }
"""


def markdown(title: str, blocks: Sequence[Block]) -> str:
    """Write Markdown; plots are links to files beside it."""
    parts = [f"# {title}"]
    for block in blocks:
        match block:
            case Heading(text, level):
                parts.append(f"{'#' * level} {text}")
            case Words(text):
                parts.append(text)
            case Table(head, rows):
                line = ["---", *["---:"] * (len(head) - 1)]
                lines = (_cells(row) for row in (head, line, *rows))
                parts.append("\n".join(lines))
            case Plot(name, _):
                parts.append(f"![{name}](plots/{name}.svg)")
    return "\n\n".join(parts) + "\n"


def _cells(row: Sequence[str]) -> str:
    cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
    return "| " + " | ".join(cells) + " |"


def html(title: str, blocks: Sequence[Block]) -> str:
    """Write one HTML page that needs nothing else."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for block in blocks:
        match block:
            case Heading(text, level):
                parts.append(f"<h{level}>{escape(text)}</h{level}>")
            case Words(text):
                parts.append(f"<p>{escape(text)}</p>")
            case Table(head, rows):
                body = "".join(_row(row, "td") for row in rows)
                parts.append(f"<table>{_row(head, 'th')}{body}</table>")
            case Plot(_, svg):
                parts.append(f"<figure>{svg}</figure>")
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(c)}</{tag}>" for c in cells) + "</tr>"
