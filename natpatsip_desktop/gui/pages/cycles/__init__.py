"""The parts of the page of PDSA cycles."""
