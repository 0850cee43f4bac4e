"""Addresses of the room, mounted at /nhiem-vu/."""

from django.urls import path

from giaoban.records.tasks.views import lists, steps, task

app_name = "tasks"
urlpatterns = [
    path("nhiem-vu/", lists.listing, name="list"),
    path("nhiem-vu/cua-toi/", lists.mine, name="mine"),
    path("nhiem-vu/moi/", lists.create, name="create"),
    path("nhiem-vu/<int:pk>/", task.detail, name="task"),
    path("nhiem-vu/<int:pk>/buoc/", steps.step, name="step"),
    path("nhiem-vu/<int:pk>/lich-su/", task.history, name="history"),
]
