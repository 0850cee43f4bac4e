"""Addresses of the room, mounted at /bao-cao/, and of the link intake, mounted at /gui/."""

from django.urls import path, re_path

from giaoban.occasions.reports.views import (
    api,
    assigning,
    documents,
    handing,
    inbox,
    intake,
    observations,
    requests,
    review,
    sheets,
    words,
)

app_name = "reports"
urlpatterns = [
    path("bao-cao/", inbox.inbox, name="inbox"),
    path("bao-cao/moi/", inbox.upload, name="upload"),
    path("bao-cao/<int:pk>/", review.review, name="review"),
    path("bao-cao/<int:pk>/quyet-dinh/", review.decide, name="decide"),
    path("bao-cao/<int:pk>/so-khong-phat-hien/", review.accept_clean, name="accept_clean"),
    path("bao-cao/<int:pk>/hoan-tac/", review.undo, name="undo"),
    path("bao-cao/<int:pk>/ban-moi/", handing.replace, name="replace"),
    path("bao-cao/<int:pk>/nhiem-vu/<str:key>/giao/", assigning.assign, name="assign"),
    path("bao-cao/<int:pk>/buoc/", review.step, name="step"),
    path("bao-cao/<int:pk>/lich-su/", review.history, name="history"),
    path("bao-cao/<int:pk>/so-lieu/", observations.record, name="observations"),
    path("bao-cao/<int:pk>/so-lieu/<int:start>-<int:end>/", observations.place, name="observation_place"),
    path("bao-cao/<int:pk>/trang/<int:number>.png", documents.page_picture, name="page_picture"),
    path("bao-cao/<int:pk>/phieu/", sheets.sheet, name="sheet"),
    re_path(r"^bao-cao/(?P<pk>[0-9]{1,18})/phieu\.(?P<kind>docx|pdf)$", sheets.sheet_file, name="sheet_file"),
    path("bao-cao/<int:pk>/tep-goc/", review.original, name="original"),
    path("bao-cao/tu-vung/", words.edit, name="words"),
    path("bao-cao/yeu-cau/", requests.listing, name="requests"),
    path("bao-cao/yeu-cau/moi/", requests.create, name="request_create"),
    path("bao-cao/yeu-cau/<int:pk>/", requests.detail, name="request"),
    path("bao-cao/yeu-cau/<int:pk>/duong-dan/", requests.make_link, name="request_link"),
    path("bao-cao/yeu-cau/<int:pk>/lich-su/", requests.history, name="request_history"),
    path("bao-cao/yeu-cau/<int:pk>/buoc/", requests.step, name="request_step"),
    path("api/doc-bao-cao/", api.read, name="api_read"),
    path("gui/", intake.intake, name="intake"),
    path("gui/<int:pk>/", intake.sent, name="intake_sent"),
    path("gui/<int:pk>/trang/<int:number>.png", intake.picture_of, name="intake_picture"),
    path("gui/<int:pk>/phieu/", sheets.intake_sheet, name="intake_sheet"),
    re_path(r"^gui/(?P<pk>[0-9]{1,18})/phieu\.(?P<kind>docx|pdf)$", sheets.intake_sheet_file, name="intake_sheet_file"),
    path("gui/mo/<str:token>/", intake.open_link, name="open"),
]
