"""Addresses of the room."""

from django.urls import path

from giaoban.ground.search import views

app_name = "search"
urlpatterns = [path("tim/", views.results, name="find")]
