store-broken = The database cannot be used: { $problem }. Check that the disk has room, that the file is writable, and that no other program holds it locked.
store-newer = The database was written by a newer Paperboy (revision { $revision }): update this one.
store-in-use = Another Paperboy ({ $holder }) is delivering from this database: waiting until it stops.
store-lease-lost = Another Paperboy has taken over delivering from this database: this one stops sending.
