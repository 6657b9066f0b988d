config-no-token = There is no Discord token: put it into config.toml as token of [discord], or into the environment as PAPERBOY_DISCORD__TOKEN.
config-invalid = The configuration cannot be used. { $problems }. See config.example.toml.
config-no-file = There is no configuration file { $path }: copy config.example.toml there, or name another with --config.
config-unreadable = The configuration file { $path } cannot be read: { $problem }.
config-unknown-variable = The environment variable { $name } belongs to no section of the configuration: correct its name or unset it. See config.example.toml.
