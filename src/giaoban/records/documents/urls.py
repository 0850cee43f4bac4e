"""Addresses of the room, mounted at /van-ban/."""

from django.urls import path

from giaoban.records.documents.views import document, lists

app_name = "documents"
urlpatterns = [
    path("van-ban/", lists.listing, name="list"),
    path("van-ban/moi/", document.create, name="create"),
    path("van-ban/<int:pk>/", document.detail, name="document"),
    path("van-ban/<int:pk>/sua/", document.edit, name="edit"),
    path("van-ban/<int:pk>/buoc/", document.step, name="step"),
    path("van-ban/<int:pk>/in/", document.printed, name="print"),
    path("van-ban/<int:pk>/tai-ve/", document.docx, name="docx"),
    path("van-ban/<int:pk>/lich-su/", document.history, name="history"),
]
