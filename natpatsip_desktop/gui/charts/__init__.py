"""Draws a ChartSpec on screen and to files."""
