"""Addresses of the room, mounted at /so-lieu/."""

app_name = "figures"
urlpatterns: list[object] = []
