"""`python -m bot COMMAND`."""

from bot.cli.root import root

if __name__ == "__main__":
    root()
