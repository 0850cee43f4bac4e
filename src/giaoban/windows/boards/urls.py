"""Addresses of the room, mounted at /bang-so-lieu/. Everything a page shows is in its query string: a link shows the same again."""

from django.urls import path

from giaoban.windows.boards.views import home

app_name = "boards"
urlpatterns = [
    path("bang-so-lieu/", home.page, name="home"),
]
