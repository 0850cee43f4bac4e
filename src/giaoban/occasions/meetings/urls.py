"""Addresses of the room, mounted at /phien-hop/."""

from django.urls import path

from giaoban.occasions.meetings.views import agenda, attendance, conclusion, difficulties, papers, printing, sessions

app_name = "meetings"
urlpatterns = [
    path("phien-hop/", sessions.listing, name="sessions"),
    path("phien-hop/moi/", sessions.plan, name="plan"),
    path("phien-hop/<int:pk>/", agenda.page, name="agenda"),
    path("phien-hop/<int:pk>/sua/", sessions.edit, name="edit"),
    path("phien-hop/<int:pk>/buoc/", sessions.step, name="step"),
    path("phien-hop/<int:pk>/lich-su/", sessions.history, name="history"),
    path("phien-hop/<int:pk>/noi-dung/", agenda.add, name="item_add"),
    path("phien-hop/<int:pk>/noi-dung/bao-cao/", agenda.add_reports, name="reports_add"),
    path("phien-hop/<int:pk>/noi-dung/<int:item>/", agenda.change, name="item"),
    path("phien-hop/<int:pk>/chot/", agenda.freeze, name="freeze"),
    path("phien-hop/<int:pk>/chot/<int:version>/", agenda.compare, name="compare"),
    path("phien-hop/<int:pk>/tai-lieu/", papers.page, name="papers"),
    path("phien-hop/<int:pk>/tai-lieu/<int:item>/", papers.add, name="paper_add"),
    path("phien-hop/<int:pk>/tai-lieu/<int:item>/van-ban/", papers.add_document, name="paper_document"),
    path("phien-hop/<int:pk>/tai-lieu/<int:paper>/bo/", papers.remove, name="paper_remove"),
    path("phien-hop/<int:pk>/tai-lieu/<int:paper>/tep/", papers.file, name="paper_file"),
    path("phien-hop/<int:pk>/thanh-phan/", attendance.page, name="attendance"),
    path("phien-hop/<int:pk>/thanh-phan/them/", attendance.add, name="attendance_add"),
    path("phien-hop/<int:pk>/vuong-mac/", difficulties.page, name="difficulties"),
    path("phien-hop/<int:pk>/vuong-mac/tu-bao-cao/", difficulties.take, name="difficulties_take"),
    path("phien-hop/<int:pk>/vuong-mac/<int:row>/", difficulties.change, name="difficulty"),
    path("phien-hop/<int:pk>/ket-luan/", conclusion.page, name="conclusion"),
    path("phien-hop/<int:pk>/ket-luan/nhiem-vu/", conclusion.add, name="proposal_add"),
    path("phien-hop/<int:pk>/ket-luan/nhiem-vu/<int:task>/", conclusion.change, name="proposal"),
    path("phien-hop/<int:pk>/ket-luan/xem-truoc/", conclusion.preview, name="notice_preview"),
    path("phien-hop/<int:pk>/ket-luan/ban-hanh/", conclusion.issue, name="issue"),
    path("phien-hop/<int:pk>/nhiem-vu/", conclusion.tasks, name="tasks"),
    path("phien-hop/<int:pk>/in/chuong-trinh/", printing.agenda, name="print_agenda"),
    path("phien-hop/<int:pk>/bien-ban/", printing.minutes, name="minutes"),
    path("phien-hop/<int:pk>/bien-ban.docx", printing.docx, name="minutes_docx"),
]
