"""Addresses of the room, mounted at /bao-cao-tong-hop/."""

from django.urls import path

from giaoban.occasions.consolidation.views import (
    blocks,
    files,
    lists,
    numbers,
    offers,
    report,
    returns,
    sections,
    templates,
)

app_name = "consolidation"
urlpatterns = [
    path("bao-cao-tong-hop/", lists.listing, name="list"),
    path("bao-cao-tong-hop/moi/", lists.create, name="create"),
    path("bao-cao-tong-hop/mau/", templates.listing, name="templates"),
    path("bao-cao-tong-hop/mau/<int:pk>/", templates.edit, name="template"),
    path("bao-cao-tong-hop/<int:pk>/", report.editor, name="report"),
    path("bao-cao-tong-hop/<int:pk>/thong-tin/", report.details, name="details"),
    path("bao-cao-tong-hop/<int:pk>/xem-truoc/", report.preview, name="preview"),
    path("bao-cao-tong-hop/<int:pk>/ban-hanh/", report.issue, name="issue"),
    path("bao-cao-tong-hop/<int:pk>/huy/", report.step, name="step"),
    path("bao-cao-tong-hop/<int:pk>/lich-su/", report.history, name="history"),
    path("bao-cao-tong-hop/<int:pk>/word/", files.word, name="docx"),
    path("bao-cao-tong-hop/<int:pk>/pdf/", files.pdf, name="pdf"),
    path("bao-cao-tong-hop/<int:pk>/so-lieu/", numbers.refresh, name="refresh"),
    path("bao-cao-tong-hop/<int:pk>/ban-word/", returns.upload, name="return"),
    path("bao-cao-tong-hop/<int:pk>/ban-word/<int:returned>/", returns.changes, name="changes"),
    path("bao-cao-tong-hop/<int:pk>/loi-van/", offers.choose, name="offers"),
    path("bao-cao-tong-hop/<int:pk>/dua-vao/", blocks.take_in, name="take_in"),
    path("bao-cao-tong-hop/<int:pk>/them/", blocks.add, name="add"),
    path("bao-cao-tong-hop/<int:pk>/bo-don-vi/", blocks.unit, name="unit_remove"),
    path("bao-cao-tong-hop/<int:pk>/phan/", sections.change, name="section"),
    path("bao-cao-tong-hop/<int:pk>/khoi/<int:block>/", blocks.change, name="block"),
]
