"""Pages of the room, one a module: each reads for an actor and builds one `View`."""
