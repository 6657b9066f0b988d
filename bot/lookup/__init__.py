"""Single papers for people who wait: found by id at the sources, or by their titles in memory."""
