"""Plots as SVG, the same bytes for the same points."""

from __future__ import annotations

from pathlib import Path

Points = list[tuple[float, float]]  # size, seconds


def plot(file: Path, title: str, unit: str, points: Points) -> bool:
    """Draw the points, and the line from nothing to the last of them; tell whether matplotlib is there to do it."""
    try:
        import matplotlib
    except ImportError:
        return False
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = title
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3.4), layout="constrained")
    axes = figure.subplots()
    sizes, costs = zip(*points, strict=True)
    axes.plot([0, sizes[-1]], [0, costs[-1]], linestyle=":", color="gray", label="in proportion to the largest")
    axes.plot(sizes, costs, marker="o", label="measured")
    axes.set(title=title, xlabel=unit, ylabel="CPU seconds", xlim=(0, None), ylim=(0, None))
    axes.xaxis.set_major_formatter(_rounded)
    axes.legend()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None})
    return True


def _rounded(size: float, _: int) -> str:
    return f"{size:,.0f}"
