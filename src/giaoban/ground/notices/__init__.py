"""The outbox of what people must hear: once per event, address and day."""
