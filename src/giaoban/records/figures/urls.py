"""Addresses of the room, mounted at /so-lieu/."""

from django.urls import path

from giaoban.records.figures.views import dictionary, observations, public, seasons, table, territory, units, year

app_name = "figures"
urlpatterns = [
    path("so-lieu/", table.sheet, name="table"),
    path("so-lieu/chi-tieu/", dictionary.listing, name="indicators"),
    path("so-lieu/chi-tieu/moi/", dictionary.create, name="indicator_create"),
    path("so-lieu/chi-tieu/<int:pk>/", dictionary.detail, name="indicator"),
    path("so-lieu/chi-tieu/<int:pk>/sua/", dictionary.change, name="indicator_change"),
    path("so-lieu/chi-tieu/<int:pk>/phien-ban-moi/", dictionary.version, name="indicator_version"),
    path("so-lieu/chi-tieu/<int:pk>/ngung-dung/", dictionary.retire, name="indicator_retire"),
    path("so-lieu/chi-tieu/<int:pk>/giao/", dictionary.target, name="target_set"),
    path("so-lieu/chi-tieu/<int:pk>/cach-goi/", dictionary.alias, name="alias_add"),
    path("so-lieu/chi-tieu/<int:pk>/lich-su/", dictionary.history, name="indicator_history"),
    path("so-lieu/don-vi/<int:pk>/", units.unit, name="unit"),
    path("so-lieu/quy-doi/", territory.page, name="territory"),
    path("so-lieu/thang/", units.month, name="month"),
    path("chi-tieu-nam/", year.board, name="year"),
    path("chi-tieu-nam/dang-ky/", year.register, name="target_register"),
    path("chi-tieu-nam/<int:pk>/", year.detail, name="target"),
    path("chi-tieu-nam/<int:pk>/phan-giao/", year.hand_down, name="target_hand_down"),
    path("tu-dien-chi-tieu/", public.dictionary, name="public_dictionary"),
    path("so-lieu/thoi-vu/", seasons.listing, name="seasons"),
    path("so-lieu/thoi-vu/lay-goi-y/", seasons.adopt, name="seasons_adopt"),
    path("so-lieu/thoi-vu/<int:pk>/", seasons.change, name="season_change"),
    path("so-lieu/ghi/", observations.enter, name="enter"),
    path("so-lieu/chot/", table.lock, name="lock"),
    path("so-lieu/quan-sat/<int:pk>/", observations.detail, name="observation"),
    path("so-lieu/quan-sat/<int:pk>/buoc/", observations.step, name="observation_step"),
    path("so-lieu/quan-sat/<int:pk>/dinh-chinh/", observations.correct, name="observation_correct"),
    path("so-lieu/quan-sat/<int:pk>/lich-su/", observations.history, name="observation_history"),
]
