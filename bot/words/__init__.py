"""Words compared whatever their writing: without case and accents, in one spelling and number. Pure."""
