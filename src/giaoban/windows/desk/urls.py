"""Addresses of the room."""

from django.urls import path

from giaoban.windows.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("viec-khac/", views.more, name="more"),
    path("thang/", views.month, name="month"),
]
