"""The command a person installs, and the supervisor."""
