"""The papers that people keep, each list seen by one person alone."""
