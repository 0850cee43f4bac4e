"""A program that uses the API with a key of one of the cast."""

import json
from datetime import timedelta

from django.test import Client

from giaoban.ground.directory.services.tokens import OFFERED, token_create


class Program:
    """A program with a key of one of the cast; by default the key may be used for everything."""

    def __init__(self, cast, who="binh", verbs=None):
        actor = cast.actor(who)
        verbs = sorted(OFFERED) if verbs is None else verbs
        self.secret = token_create(actor=actor, name="thử", verbs=verbs, until=actor.at + timedelta(days=5)).secret
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def get(self, path, **query):
        return self.client.get(f"/api/v1/{path}", query)

    def send(self, path, data, method="post", key=""):
        call = getattr(self.client, method)
        headers = {"Idempotency-Key": key} if key else {}
        return call(f"/api/v1/{path}", json.dumps(data), content_type="application/json", headers=headers)
