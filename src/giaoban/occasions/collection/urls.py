"""Addresses of the room, mounted at /thu-thap/; those behind a link at /thu-thap/phieu/."""

from django.urls import path

from giaoban.occasions.collection.views import cell, collection, files, form, link, lists, matrix

app_name = "collection"
urlpatterns = [
    path("thu-thap/", lists.listing, name="list"),
    path("thu-thap/moi/", lists.create, name="create"),
    path("thu-thap/mo/<str:token>/", link.open_link, name="open"),
    path("thu-thap/phieu/", link.page, name="link"),
    path("thu-thap/phieu/moi/", link.changes, name="link_changes"),
    path("thu-thap/phieu/tep/", files.link_workbook, name="link_workbook"),
    path("thu-thap/phieu/nhap/", files.link_page, name="link_import"),
    path("thu-thap/phieu/o/<int:column>/ghi/", link.save_cell, name="link_cell_save"),
    path("thu-thap/phieu/o/<int:column>/", link.comments, name="link_cell"),
    path("thu-thap/<int:pk>/", collection.detail, name="collection"),
    path("thu-thap/<int:pk>/sua/", collection.change, name="change"),
    path("thu-thap/<int:pk>/buoc/", collection.step, name="step"),
    path("thu-thap/<int:pk>/nhac/", collection.remind, name="remind"),
    path("thu-thap/<int:pk>/duyet-het/", collection.approve_all, name="approve_all"),
    path("thu-thap/<int:pk>/so-goi-y/", collection.prefill, name="prefill"),
    path("thu-thap/<int:pk>/lich-su/", collection.history, name="history"),
    path("thu-thap/<int:pk>/tep/", files.workbook, name="workbook"),
    path("thu-thap/<int:pk>/nhap/", files.page, name="import"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/tep/", files.workbook, name="row_workbook"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/nhap/", files.page, name="row_import"),
    path("thu-thap/<int:pk>/bang/", matrix.page, name="matrix"),
    path("thu-thap/<int:pk>/bang/moi/", matrix.changes, name="changes"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/moi/", matrix.changes, name="row_changes"),
    path("thu-thap/<int:pk>/xoa/", collection.delete, name="delete"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/", form.page, name="form"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/buoc/", form.step, name="form_step"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/mien/", collection.excuse, name="excuse"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/duong-dan/", collection.make_link, name="make_link"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/o/<int:column>/", cell.page, name="cell"),
    path("thu-thap/<int:pk>/don-vi/<int:row>/o/<int:column>/ghi/", cell.save, name="cell_save"),
    path("thu-thap/<int:pk>/nhan-xet/<int:comment>/da-ro/", cell.settle, name="settle"),
]
