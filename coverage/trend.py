"""The lines of a year: points of a sparkline, data of the chart, rows of the table beside it."""

from itertools import groupby

SPARK_WIDTH, SPARK_HEIGHT = 270, 80
SPARK_POINTS = 60
"""A sparkline shows about so many days; more would not be seen."""


def spark_path(series):
    """The `d` of an SVG path over (day, Rate) pairs: 0 % at the bottom, 100 % at the top, gaps where nothing is counted."""
    if len(series) < 2:
        return ""
    step = -(-len(series) // SPARK_POINTS)
    last = len(series) - 1
    path, pen = [], "M"
    for at in sorted({*range(0, len(series), step), last}):
        rate = series[at][1]
        if not rate.denominator:
            pen = "M"
            continue
        x = at * SPARK_WIDTH / last
        y = SPARK_HEIGHT * (1 - float(rate.numerator / rate.denominator))
        path.append(f"{pen}{x:.1f} {y:.1f}")
        pen = "L"
    return "".join(path)


def chart_data(standing):
    """What trend.js draws, ready for JSON: days, numerators, denominators and the target in per cent (None: none)."""
    target = standing.target
    return {
        "days": [day.isoformat() for day, _ in standing.series],
        "numerators": [int(rate.numerator) for _, rate in standing.series],
        "denominators": [int(rate.denominator) for _, rate in standing.series],
        "target": float(target.percent) if target else None,
    }


def month_ends(days):
    """The last of each month of a city's days in their order, the newest last: the table beside the line."""
    return [list(month)[-1] for _, month in groupby(days, key=lambda day: day.on.month)]
