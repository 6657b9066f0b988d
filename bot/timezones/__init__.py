"""What people type for the time of their posts or DMs: an hour and a time zone. Pure."""
