"""A figure, beside what it is to reach."""

from typing import NamedTuple


class Figure(NamedTuple):
    """A ratio, or a number with its unit in the name."""

    name: str
    reached: float | None
    """None where it could not be measured."""
    bar: float | None = None
    """None where the figure is there for information."""
    stretch: float | None = None
    more: bool = False
    """Whether more is better."""

    @property
    def verdict(self):
        """What is to be said of it in a word or two."""
        if self.reached is None:
            return "not measured"
        if self.bar is None:
            return "information"
        met = self.reached >= self.bar if self.more else self.reached <= self.bar
        return "met" if met else "MISSED"

    def as_json(self):
        """The figure as it is kept."""
        return {**self._asdict(), "verdict": self.verdict}


HEAD = f"{'figure':<64} {'reached':>9} {'bar':>6} {'stretch':>8}"


def line(figure):
    """The line of a figure in the table."""
    reached = "-" if figure.reached is None else f"{figure.reached:.2f}"
    bars = ["" if bar is None else f"{bar:g}" for bar in (figure.bar, figure.stretch)]
    return f"{figure.name:<64} {reached:>9} {bars[0]:>6} {bars[1]:>8}  {figure.verdict}"
