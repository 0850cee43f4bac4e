"""Forms of the room: what people type; what it means is decided in the services."""
