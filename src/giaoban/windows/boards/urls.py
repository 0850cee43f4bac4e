"""Addresses of the room, mounted at /bang-so-lieu/. Everything a page shows is in its query string: a link shows the same again."""

from django.urls import path

from giaoban.windows.boards.views import compare, home, indicator, league, pivot, unit, year

app_name = "boards"
urlpatterns = [
    path("bang-so-lieu/", home.page, name="home"),
    path("bang-so-lieu/chi-tieu/<int:pk>/", indicator.page, name="indicator"),
    path("bang-so-lieu/don-vi/<int:pk>/", unit.page, name="unit"),
    path("bang-so-lieu/nam/", year.page, name="year"),
    path("bang-so-lieu/xoay/", pivot.page, name="pivot"),
    path("bang-so-lieu/so-sanh/", compare.page, name="compare"),
    path("bang-so-lieu/xep-hang/", league.page, name="league"),
]
