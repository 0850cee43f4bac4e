"""Addresses of the room."""

from django.urls import path

from giaoban.ground.files import views

app_name = "files"
urlpatterns = [path("tep/<int:pk>/", views.download, name="download")]
