"""Addresses of the room."""

from django.urls import path

from giaoban.ground.numbering import views

app_name = "numbering"
urlpatterns = [
    path("so-van-ban/", views.books, name="books"),
    path("so-van-ban/<int:pk>/", views.book, name="book"),
]
