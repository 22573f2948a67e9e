"""SVG of few elements: text, lines, dots and bars, in colours that suit a light and a dark page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]

_STYLE = """\
svg { color-scheme: light dark; font: 12px system-ui, sans-serif; --ink: #1c1d20; --quiet: #5b6069; --line: #d6d4cd; }
svg { --a: #d9622b; --b: #1d9186; --c: #6b4fa0; --d: #7c8797; }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e9e7e2; --quiet: #a9afba; --line: #3a4049; --a: #e8844f; --b: #3fb8a8; --c: #b59ae6; --d: #98a2b1; }
}
text { fill: var(--ink); } .quiet { fill: var(--quiet); } .title { font-size: 14px; font-weight: 600; }
.line { stroke: var(--line); } .axis { stroke: var(--quiet); } path { fill: none; stroke-width: 2; }
.a { fill: var(--a); stroke: var(--a); } .b { fill: var(--b); stroke: var(--b); }
.c { fill: var(--c); stroke: var(--c); }
.d { fill: var(--d); stroke: var(--d); } path.a, path.b, path.c, path.d, .hollow { fill: none; }
.band { stroke: none; opacity: .22; } path.a.band { fill: var(--a); } path.b.band { fill: var(--b); }"""


@dataclass(frozen=True, slots=True)
class Scale:
    """From values `low` to `high` to places `start` to `end`; what is outside is drawn at the edge."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def document(title: str, description: str, width: float, height: float, parts: Iterable[str], style: str = "") -> str:
    """An SVG document; `title` is shown at its top, `description` is for who does not see it, `style` is added."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="'
    lines = [
        f'{head}{escape(title)}. {escape(description)}">',
        f"<style>\n{_STYLE}\n{style}</style>",
        text((16, 24), title, "title"),
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def text(at: Point, content: str, kind: str = "", anchor: str = "start") -> str:
    """A line of text; `anchor` is `start`, `middle` or `end`."""
    return f'<text x="{at[0]:g}" y="{at[1]:g}" class="{kind}" text-anchor="{anchor}">{escape(content)}</text>'


def line(start: Point, end: Point, kind: str) -> str:
    """A straight line."""
    return f'<line x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}" class="{kind}"/>'


def dot(at: Point, kind: str) -> str:
    """A dot; the kind `d hollow` is a ring, so that two kinds differ by more than colour."""
    return f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="4" class="{kind}"/>'


def diamond(at: Point, kind: str) -> str:
    """A diamond, for a kind that stands beside dots."""
    x, y = at
    return f'<path d="M{x:g} {y - 5:g}L{x + 5:g} {y:g}L{x:g} {y + 5:g}L{x - 5:g} {y:g}Z" class="{kind}"/>'


def bar(start: Point, end: Point, kind: str) -> str:
    """A filled box between two corners."""
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    left, top = min(start[0], end[0]), min(start[1], end[1])
    return f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" class="{kind}"/>'


def path(points: Sequence[Point], kind: str, *, closed: bool = False) -> str:
    """A line through points, or the area that it goes around."""
    return f'<path d="M{"L".join(f"{x:g} {y:g}" for x, y in points)}{"Z" * closed}" class="{kind}"/>'
