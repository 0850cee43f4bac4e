"""Addresses of the room, mounted at /so-theo-doi/."""

from django.urls import path

from giaoban.records.registers.views import definitions, entry, figures, imports, lists, merging, reviews

app_name = "registers"
BASE = "so-theo-doi/"
urlpatterns = [
    path(BASE, lists.registers, name="list"),
    path(f"{BASE}moi/", definitions.create, name="create"),
    path(f"{BASE}<int:pk>/", lists.entries, name="entries"),
    path(f"{BASE}<int:pk>/tai/", lists.export, name="export"),
    path(f"{BASE}<int:pk>/them/", entry.create, name="entry_create"),
    path(f"{BASE}<int:pk>/sap-nhap/", merging.merge, name="merge"),
    path(f"{BASE}<int:pk>/nhap/", imports.listing, name="imports"),
    path(f"{BASE}<int:pk>/so-lieu/", figures.results, name="figures"),
    path(f"{BASE}<int:pk>/dinh-nghia/", definitions.versions, name="versions"),
    path(f"{BASE}<int:pk>/dinh-nghia/sua/", definitions.edit, name="edit"),
    path(f"{BASE}<int:pk>/dinh-nghia/thu/", definitions.trying, name="try"),
    path(f"{BASE}<int:pk>/ra-soat/", reviews.listing, name="reviews"),
    path(f"{BASE}muc/<int:pk>/", entry.detail, name="entry"),
    path(f"{BASE}muc/<int:pk>/sua/", entry.edit, name="entry_edit"),
    path(f"{BASE}muc/<int:pk>/ket-thuc/", entry.end, name="entry_end"),
    path(f"{BASE}muc/<int:pk>/huy/", entry.void, name="entry_void"),
    path(f"{BASE}muc/<int:pk>/lich-su/", entry.history, name="entry_history"),
    path(f"{BASE}nhap/<int:pk>/", imports.detail, name="import"),
    path(f"{BASE}nhap/<int:pk>/hoan-tac/", imports.undo, name="import_undo"),
    path(f"{BASE}dinh-nghia/<int:pk>/", definitions.version, name="version"),
    path(f"{BASE}dinh-nghia/<int:pk>/tep/", definitions.toml, name="toml"),
    path(f"{BASE}dinh-nghia/<int:pk>/xem-truoc/", definitions.preview, name="preview"),
    path(f"{BASE}dinh-nghia/<int:pk>/bo/", definitions.drop, name="drop"),
    path(f"{BASE}ra-soat/<int:pk>/", reviews.detail, name="review"),
    path(f"{BASE}tinh/<int:pk>/", figures.calculation, name="calculation"),
]
