"""The command line. `root` knows the commands by name; each is a module here, imported when it is run.

A command opens what it needs through `session`, asks the service, and prints. Days are edition days (UTC).
"""
