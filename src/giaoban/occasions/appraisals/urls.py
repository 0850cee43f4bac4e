"""Addresses of the room, mounted at /cham-diem/ and /cong-nhan/."""

from django.urls import path

from giaoban.occasions.appraisals.views import appraisal, lists, recognitions, results, sets, sheet

app_name = "appraisals"
urlpatterns = [
    path("cham-diem/", lists.listing, name="list"),
    path("cham-diem/<int:pk>/", appraisal.detail, name="appraisal"),
    path("cham-diem/<int:pk>/buoc/", appraisal.step, name="step"),
    path("cham-diem/<int:pk>/tham-dinh-vien/", appraisal.reviewer, name="reviewer"),
    path("cham-diem/<int:pk>/tham-dinh-vien/bo/", appraisal.reviewer_off, name="reviewer_off"),
    path("cham-diem/<int:pk>/khong-cham/", appraisal.exclude, name="exclude"),
    path("cham-diem/<int:pk>/ma-tran/", appraisal.matrix, name="matrix"),
    path("cham-diem/<int:pk>/lich-su/", appraisal.history, name="history"),
    path("cham-diem/<int:pk>/ket-qua/", results.page, name="results"),
    path("cham-diem/<int:pk>/ket-qua/docx/", results.docx, name="results_docx"),
    path("cham-diem/<int:pk>/ket-qua/xlsx/", results.xlsx, name="results_xlsx"),
    path("cham-diem/<int:pk>/ket-qua/du-thao/", results.draft, name="results_draft"),
    path("cham-diem/phieu/<int:pk>/", sheet.page, name="sheet"),
    path("cham-diem/phieu/<int:pk>/tieu-chi/<int:criterion>/", sheet.save, name="score"),
    path("cham-diem/phieu/<int:pk>/tieu-chi/<int:criterion>/minh-chung/", sheet.evidence, name="evidence"),
    path("cham-diem/phieu/<int:pk>/minh-chung/<int:file>/bo/", sheet.evidence_off, name="evidence_off"),
    path("cham-diem/phieu/<int:pk>/tieu-chi/<int:criterion>/tham-dinh/", sheet.review, name="review"),
    path("cham-diem/phieu/<int:pk>/buoc/", sheet.step, name="sheet_step"),
    path("cham-diem/phieu/<int:pk>/lich-su/", sheet.history, name="sheet_history"),
    path("cham-diem/bo-tieu-chi/", sets.listing, name="sets"),
    path("cham-diem/bo-tieu-chi/lay/", sets.take, name="set_take"),
    path("cham-diem/bo-tieu-chi/nhap/", sets.load, name="set_import"),
    path("cham-diem/bo-tieu-chi/<int:pk>/", sets.detail, name="set"),
    path("cham-diem/bo-tieu-chi/<int:pk>/sua/", sets.edit, name="set_edit"),
    path("cham-diem/bo-tieu-chi/<int:pk>/tieu-chi/", sets.criterion, name="criterion_add"),
    path("cham-diem/bo-tieu-chi/<int:pk>/tieu-chi/<int:row>/", sets.criterion, name="criterion"),
    path("cham-diem/bo-tieu-chi/<int:pk>/tieu-chi/<int:row>/bo/", sets.criterion_off, name="criterion_off"),
    path("cham-diem/bo-tieu-chi/<int:pk>/dua-vao-su-dung/", sets.publish, name="set_publish"),
    path("cham-diem/bo-tieu-chi/<int:pk>/buoc/", sets.step, name="set_step"),
    path("cham-diem/bo-tieu-chi/<int:pk>/toml/", sets.export, name="set_export"),
    path("cham-diem/bo-tieu-chi/<int:pk>/mo/", lists.open_new, name="open"),
    path("cham-diem/bo-tieu-chi/<int:pk>/lich-su/", sets.history, name="set_history"),
    path("cong-nhan/", recognitions.listing, name="recognitions"),
    path("cong-nhan/moi/", recognitions.add, name="recognition_add"),
    path("cong-nhan/<int:pk>/thoi/", recognitions.revoke, name="recognition_revoke"),
    path("cong-nhan/<int:pk>/lich-su/", recognitions.history, name="recognition_history"),
    path("cong-nhan/lo-trinh/", recognitions.schedule, name="schedule"),
    path("cong-nhan/lo-trinh/moi/", recognitions.plan_add, name="plan_add"),
    path("cong-nhan/lo-trinh/<int:pk>/bo/", recognitions.plan_off, name="plan_off"),
]
