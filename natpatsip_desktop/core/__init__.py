"""What quality improvement means: frozen records and pure functions."""
