file-missing = there is no such file or folder
file-forbidden = access is denied
file-is-folder = it is a folder
file-in-no-folder = a part of the path is a file and not a folder
file-name-too-long = the name is too long
file-disk-full = the disk is full
file-broken-disk = the disk does not answer as it should
file-not-utf8 = it is not UTF-8 text
file-bad-toml = line { $line }, column { $column } is no TOML: look there for a missing quotation mark, bracket or “=”, or a key that comes twice
file-bad-toml-end = its end is no TOML: look for a missing quotation mark, bracket or value
file-bad-json = look near line { $line }, column { $column } for a missing quotation mark, comma, colon or bracket
file-too-deep = it is nested too deeply, or a number in it is far too long
