"""Addresses of the room, mounted at /van-ban/."""

from django.urls import path

from giaoban.records.documents.views import document, legal, lists

app_name = "documents"
urlpatterns = [
    path("van-ban/", lists.listing, name="list"),
    path("van-ban/phap-luat/", legal.listing, name="legal_list"),
    path("van-ban/phap-luat/moi/", legal.create, name="legal_create"),
    path("van-ban/phap-luat/<int:pk>/", legal.detail, name="legal"),
    path("van-ban/phap-luat/<int:pk>/sua/", legal.edit, name="legal_edit"),
    path("van-ban/phap-luat/<int:pk>/thay-the/", legal.replace, name="legal_replace"),
    path("van-ban/phap-luat/<int:pk>/bo/", legal.remove, name="legal_remove"),
    path("van-ban/moi/", document.create, name="create"),
    path("van-ban/<int:pk>/", document.detail, name="document"),
    path("van-ban/<int:pk>/sua/", document.edit, name="edit"),
    path("van-ban/<int:pk>/buoc/", document.step, name="step"),
    path("van-ban/<int:pk>/in/", document.printed, name="print"),
    path("van-ban/<int:pk>/tai-ve/", document.docx, name="docx"),
    path("van-ban/<int:pk>/pdf/", document.pdf, name="pdf"),
    path("van-ban/<int:pk>/lich-su/", document.history, name="history"),
]
