"""What is compared with what, and what is wanted of it."""

import collections
import statistics

# at_least, at_most: the limit of the ratio's median, or of the figure itself when it is compared with nothing.
Bar = collections.namedtuple("Bar", "name against limit at_least unit")


class Result:
    """A bar with the figures of all rounds."""

    def __init__(self, bar, figures):
        self.bar, self.figures = bar, figures
        self.median = statistics.median(figures)

    @property
    def is_met(self):
        """Whether the median is on the right side of the limit; what has none is told only."""
        if self.bar.limit is None:
            return True
        return self.median >= self.bar.limit if self.bar.at_least else self.median <= self.bar.limit

    def middle_half(self):
        """The limits between which half of the figures lie."""
        if len(self.figures) == 1:
            return self.median, self.median
        low, _, high = statistics.quantiles(self.figures, n=4, method="inclusive")
        return low, high

    def row(self):
        """The cells of its row."""
        limit = "" if self.bar.limit is None else "%s %g %s" % ("≥" if self.bar.at_least else "≤", self.bar.limit, self.bar.unit)
        figure = "%.2f (%.2f–%.2f)" % (self.median, *self.middle_half())
        extremes = "%.2f–%.2f" % (min(self.figures), max(self.figures))
        verdict = "" if self.bar.limit is None else "met" if self.is_met else "MISSED"
        return [self.bar.name, self.bar.against, limit.strip(), figure, extremes, verdict]


def table(header, rows):
    """Markdown whose columns stand under one another."""
    rows = [header] + rows
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
