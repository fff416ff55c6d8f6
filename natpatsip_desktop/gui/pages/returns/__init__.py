"""The parts of the pages on which returns are chosen, put right and exported."""
