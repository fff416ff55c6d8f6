"""Draws a ChartSpec on screen and to files.

Light to import: pyqtgraph comes with the first ChartView that has something to show.
"""
