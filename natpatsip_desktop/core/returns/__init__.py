"""Returns: formats read from data, values collected with their lineage, and checked."""
