"""Addresses of the room."""

from django.urls import path

from giaoban.ground.notices import views

app_name = "notices"
urlpatterns = [
    path("thong-bao/", views.listing, name="list"),
    path("thong-bao/doc-het/", views.read_all, name="read_all"),
    path("thong-bao/<int:pk>/doc/", views.read, name="read"),
    path("quan-tri/thong-bao-loi/", views.failed, name="failed"),
    path("quan-tri/thong-bao-loi/<int:pk>/gui-lai/", views.retry, name="retry"),
]
