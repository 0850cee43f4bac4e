"""Writes of the room. Import them from their modules: accounts, links, organisation, people, groups."""
