"""What hinders with a file, in our own words: the system's and the libraries' are English."""

from __future__ import annotations

import errno
import re
from json import JSONDecodeError
from tomllib import TOMLDecodeError

from bot.errors import UserError

_KEYS_BY_NUMBER = {
    errno.ENOENT: "file-missing",
    errno.EACCES: "file-forbidden",
    errno.EPERM: "file-forbidden",
    errno.EROFS: "file-forbidden",
    errno.EISDIR: "file-is-folder",
    errno.ENOTDIR: "file-in-no-folder",
    errno.EEXIST: "file-in-no-folder",  # of a folder to be made where a file is
    errno.ENAMETOOLONG: "file-name-too-long",
    errno.ENOSPC: "file-disk-full",
    errno.EDQUOT: "file-disk-full",
    errno.EIO: "file-broken-disk",
}


def file_problem(error: Exception) -> object:
    """For a sentence that names the file: without Python's own number, path or codec."""
    if isinstance(error, OSError):
        key = _KEYS_BY_NUMBER.get(error.errno or 0)
        return UserError(key) if key else error.strerror or error
    return _content_problem(error)


def _content_problem(error: Exception) -> object:
    match error:
        case UnicodeDecodeError():
            return UserError("file-not-utf8")
        case TOMLDecodeError():
            return _toml_problem(error)
        case JSONDecodeError():
            return UserError("file-bad-json", line=str(error.lineno), column=str(error.colno))
        case ValueError() | RecursionError():  # what else keeps TOML and JSON from being read
            return UserError("file-too-deep")
        case _:
            return error


def _toml_problem(error: TOMLDecodeError) -> UserError:
    """Where it is; what it is, the library says in English alone."""
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    return (
        UserError("file-bad-toml", line=place[1], column=place[2])
        if place
        else UserError("file-bad-toml-end")
    )
