"""Addresses of the room."""

from django.urls import path

from giaoban.integrations.rollup import views

app_name = "rollup"
urlpatterns = [path("tong-hop/", views.page, name="page")]
