"""Accounts, the Actor, and the services and pages that change organisation and rights."""
