store-broken = The database cannot be used: { $problem }. Check that the disk has room, that the file is writable, and that no other program holds it locked.
store-not-opened = The database { $file } cannot be used: { $problem }. Check that it is a writable file, that the disk has room, and that no other program holds it locked.
store-foreign = { $file } is not a database of Paperboy: name another file in store.url of the configuration.
store-newer = The database was written by a newer Paperboy (revision { $revision }): update this one.
store-busy = Another program holds the database. Nothing is lost; please try again in a minute.
store-in-use = Another Paperboy ({ $holder }) is delivering from this database: waiting until it stops.
store-lease-lost = Another Paperboy has taken over delivering from this database: this one stops sending.
