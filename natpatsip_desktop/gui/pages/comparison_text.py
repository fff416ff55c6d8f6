"""A comparison of two workbooks as HTML: a heading for each project, a line for each change."""

from html import escape

from natpatsip_desktop.actions.comparing import Comparison

MOST = 2_000  # lines shown; copying takes all


def comparison_html(comparison: Comparison) -> str:
    """Write what changed, project by project."""
    parts = [f"<p><b>{escape(comparison.words())}</b></p>"]
    left = MOST
    for group in comparison.groups:
        if left <= 0:
            break
        shown, left = group.lines[:left], left - len(group.lines)
        lines = "".join(f"<li>{escape(line)}</li>" for line in shown)
        parts.append(f"<h3>{escape(group.title)}</h3><ul>{lines}</ul>")
    if left < 0:
        parts.append(f"<p>And {-left:,} more. Copy takes all of them.</p>")
    return "".join(parts)
