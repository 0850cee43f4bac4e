"""Attachments: seen as their owner is, versions kept, the original never changed, sent harmlessly."""

import io
import os
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory

from giaoban.ground import journal
from giaoban.ground.files import store, urls, views
from giaoban.ground.files.models import Attachment, ScanState, StoredFile
from giaoban.ground.files.selectors import attachment_get, attachments_of, verify
from giaoban.ground.files.services import attach, detach, file_open, file_read, file_store, scan_record
from giaoban.ground.numbering.models import Series
from giaoban.kernel.problems import Problem
from tests.cast import AT


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def put(data=b"%PDF-1.7 xin", name="bao-cao.pdf"):
    return file_store(io.BytesIO(data), name=name)


def refused(work, *args, **kw):
    with pytest.raises(Problem) as refusal, transaction.atomic():
        work(*args, **kw)
    return refusal.value.code


@pytest.fixture
def place(cast):
    """A row only the People's Committee of An Phú sees, and how its clerk attaches to it."""
    cast.row = Series.objects.create(body=cast.bodies["ubnd"], kind="decision", period="2026")
    cast.attach = lambda stored, name="Báo cáo.pdf", who="binh": attach(
        actor=cast.actor(who), owner=cast.row, stored=stored, name=name, verb="numbering.define"
    )
    return cast


def kinds(**kw):
    return [finding.kind for finding in verify(at=AT, **kw)]


@pytest.mark.django_db
def test_the_same_content_is_one_row_whatever_its_name():
    first, again = put(), put(name="khac.pdf")
    assert first == again
    assert (first.size, first.kind, first.media_type) == (12, "pdf", "application/pdf")
    assert file_read(first) == b"%PDF-1.7 xin"
    assert str(first) == f"{first.sha256[:12]} (pdf)"


@pytest.mark.django_db
def test_two_uploads_of_one_content_at_once_share_the_row(monkeypatch):
    first = put()
    monkeypatch.setattr(type(StoredFile.objects), "filter", lambda self, **kw: StoredFile.objects.none())
    assert put() == first


@pytest.mark.django_db
def test_a_row_needs_a_real_hash():
    with pytest.raises(IntegrityError, match="files_storedfile_sha256"), transaction.atomic():
        StoredFile.objects.create(sha256="x", size=1, kind="txt", media_type="text/plain")


def test_a_file_of_the_same_name_is_the_next_version_and_the_first_stays(place):
    first = place.attach(put())
    second = place.attach(put(b"%PDF-1.7 hai"), name="C:\\tai lieu\\Báo  cáo.pdf")
    assert [(a.name, a.version) for a in (first, second)] == [("Báo cáo.pdf", 1), ("Báo cáo.pdf", 2)]
    assert str(second) == "Báo cáo.pdf (2)"
    binh = place.actor("binh")
    assert list(attachments_of(binh, place.row)) == [second]
    assert list(attachments_of(binh, place.row, all_versions=True)) == [second, first]
    assert file_read(first.stored) == b"%PDF-1.7 xin"
    assert first.uploaded_by.startswith("Trần Thị Bình")
    assert place.attach(put(), name=" / ").name == first.stored.sha256[:12]


def test_only_who_may_do_the_verb_with_the_owner_attaches(place):
    stored = put()
    assert refused(place.attach, stored, who="giang") == "ACC-001"
    assert refused(place.attach, stored, who="dung") == "ACC-002"
    assert not Attachment.objects.exists()


def test_an_attachment_is_seen_by_whoever_sees_its_owner_and_by_nobody_else(place):
    attachment = place.attach(put())
    for who in ("binh", "an", "giang", "system"):
        assert attachment_get(place.actor(who), attachment.pk) == attachment
        assert list(attachments_of(place.actor(who), place.row)) == [attachment]
    for who in ("dung", "khanh", "nobody", "link"):
        assert refused(attachment_get, place.actor(who), attachment.pk) == "FIL-003"
        assert list(attachments_of(place.actor(who), place.row)) == []


def test_a_file_taken_off_is_gone_for_readers_and_kept_for_the_record(place):
    attachment = place.attach(put())
    kw = {"attachment": attachment, "verb": "numbering.define", "reason": "gửi nhầm"}
    assert refused(detach, actor=place.actor("giang"), **kw) == "ACC-001"
    detach(actor=place.actor("binh"), **kw)
    assert refused(attachment_get, place.actor("binh"), attachment.pk) == "FIL-003"
    assert refused(detach, actor=place.actor("binh"), **kw) == "FIL-006"
    assert file_read(attachment.stored) == b"%PDF-1.7 xin"
    assert place.attach(put()).version == 2
    told = journal.history(place.row)
    assert [(c.verb, c.reason) for c in told[:2]] == [("numbering.define", ""), ("numbering.define", "gửi nhầm")]


def test_nothing_is_taken_off_an_owner_that_is_gone(place):
    attachment = place.attach(put())
    place.row.delete()
    attachment = Attachment.objects.get(pk=attachment.pk)
    assert (
        refused(detach, actor=place.actor("binh"), attachment=attachment, verb="numbering.define", reason="x")
        == "FIL-003"
    )


def fetch(cast, who, pk):
    request = RequestFactory().get(f"/tep/{pk}/")
    request.actor = cast.actor(who)
    return views.download(request, pk)


def test_a_download_is_something_to_save_and_never_something_to_run(place):
    attachment = place.attach(put(), name="Báo cáo tháng 10.pdf")
    response = fetch(place, "binh", attachment.pk)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 xin"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == "12"
    note = journal.history(attachment)[0]
    assert (note.op, note.verb) == ("N", "files.download")
    response.file_to_stream.close()


def test_a_page_is_sent_as_plain_bytes(place):
    attachment = place.attach(put(b"<html><script>alert(1)</script>"), name="trang.html")
    response = fetch(place, "binh", attachment.pk)
    assert response["Content-Type"] == "application/octet-stream"
    response.file_to_stream.close()


def test_a_stranger_learns_nothing_of_a_file(place):
    attachment = place.attach(put())
    assert refused(fetch, place, "dung", attachment.pk) == "FIL-003"
    assert refused(fetch, place, "binh", 0) == "FIL-003"


def test_malware_is_handed_out_no_more(place):
    attachment = place.attach(put())
    scan_record(stored=attachment.stored, state=ScanState.INFECTED, at=AT, note="Eicar-Test")
    assert refused(fetch, place, "binh", attachment.pk) == "FIL-005"
    assert refused(file_read, attachment.stored) == "FIL-005"
    scan_record(stored=attachment.stored, state=ScanState.CLEAN, at=AT)
    fetch(place, "binh", attachment.pk).file_to_stream.close()


@pytest.mark.django_db
def test_what_is_no_longer_what_was_received_is_not_read():
    stored = put()
    store.path_of(stored.sha256).write_bytes(b"%PDF-1.7 xix")
    assert refused(file_read, stored) == "FIL-008"
    store.path_of(stored.sha256).unlink()
    assert refused(file_read, stored) == "FIL-004"
    assert refused(file_open, stored, name="a.pdf") == "FIL-004"


@pytest.mark.django_db
def test_a_whole_store_has_nothing_to_find():
    put()
    put(b"hai")
    assert kinds() == []


@pytest.mark.django_db
def test_every_damage_is_found(folder):
    gone, changed, shorter, opened = put(b"1"), put(b"22"), put(b"333"), put(b"4444")
    store.path_of(gone.sha256).unlink()
    store.path_of(changed.sha256).write_bytes(b"2x")
    store.path_of(shorter.sha256).write_bytes(b"3")
    store.path_of(opened.sha256).chmod(0o644)
    assert kinds() == ["missing", "altered", "altered", "readable"]
    assert kinds(hashes=False) == ["missing", "altered", "readable"]


@pytest.mark.django_db
def test_left_overs_are_told_apart_from_damage(folder):
    with transaction.atomic():
        put(b"rolled back")
        transaction.set_rollback(True)
    part = folder / "tmp" / "cut.part"
    part.write_bytes(b"x")
    assert kinds() == ["unused"]
    old = (AT - timedelta(days=2)).timestamp()
    os.utime(part, (old, old))
    assert kinds() == ["unused", "unfinished"]


def test_the_list_of_an_object_takes_one_query(place, django_assert_max_num_queries):
    for number in range(5):
        place.attach(put(b"%d" % number), name=f"Phụ lục {number}.txt")
    binh = place.actor("binh")
    list(attachments_of(binh, place.row))
    with django_assert_max_num_queries(1):
        assert [a.stored.size for a in attachments_of(binh, place.row)] == [1] * 5
    assert connection.vendor == "postgresql"


def test_the_address_of_a_file_leads_to_its_download():
    match = urls.urlpatterns[0].resolve("tep/5/")
    assert (match.func, match.kwargs, urls.app_name) == (views.download, {"pk": 5}, "files")
