"""Addresses of the room, mounted at /chi-dao/."""

from django.urls import path

from giaoban.occasions.direction import views

app_name = "direction"
urlpatterns = [
    path("chi-dao/", views.listing, name="list"),
    path("chi-dao/moi/", views.create, name="create"),
    path("chi-dao/<int:pk>/", views.detail, name="instruction"),
    path("chi-dao/<int:pk>/lich-su/", views.history, name="history"),
]
