"""Pictures of pages are read by tesseract where asked for; otherwise the sender gets a clear sentence."""

import io
import shutil

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from giaoban.kernel.extract import Limits, extract
from giaoban.kernel.problems import Problem

PAGE = """#align(center)[THÔNG BÁO]
Chiều ngày 24/5/2023, Ủy ban nhân dân huyện họp phiên thường kỳ. Toàn huyện có 46/60 trường đạt chuẩn, tỷ lệ 76,7%, \
tăng 3 trường so với năm trước và còn phải sửa chữa nhiều nhà học.

- Thu ngân sách đạt 39 tỷ 981 triệu đồng;

- Cấp 11 giấy phép xây dựng."""

with_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed (tesseract-ocr, tesseract-ocr-vie)"
)


@pytest.fixture
def picture(printed):
    page = pypdfium2.PdfDocument(printed(PAGE))[0]
    return page.render(scale=200 / 72).to_pil().convert("L").crop((0, 0, 1654, 640))


def saved(image, kind, **options):
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def refusal(data, **options):
    with pytest.raises(Problem) as caught:
        extract(data, name="bản quét.pdf", **options)
    return caught.value.code


def test_a_scan_is_not_read_while_somebody_waits(picture):
    assert refusal(saved(picture, "PDF", resolution=200)) == "EXT-015"
    assert refusal(saved(picture, "PNG")) == "EXT-015"


@with_tesseract
def test_a_scanned_pdf_becomes_text_with_the_place_of_every_word(picture):
    data = saved(picture, "PDF", resolution=200, save_all=True, append_images=[picture])
    document = extract(data, name="bản quét.pdf", recognise=True)
    assert document.kind == "scan"
    assert document.notes == ("recognised",)
    lines = document.text.splitlines()
    assert lines[0] == "THÔNG BÁO"
    assert "46/60 trường đạt chuẩn, tỷ lệ 76,7%" in lines[1]
    assert "- Thu ngân sách đạt 39 tỷ 981 triệu đồng;" in lines
    share = next(word for word in document.words if document.text[word.start : word.end].startswith("76,7"))
    assert share.page == 1
    assert 60 < share.box[0] < 540
    assert share.box[2] > share.box[0]
    assert share.confidence > 60
    assert document.words[-1].page == 2
    assert document.address_at(document.text.rindex("11 giấy")).startswith("trang 2, đoạn ")


@with_tesseract
def test_a_photograph_is_read_as_a_page_and_its_resolution_told_by_the_file(picture):
    document = extract(saved(picture, "PNG", dpi=(200, 200)), name="ảnh.png", recognise=True)
    assert "39 tỷ 981 triệu đồng" in document.text
    assert max(word.box[2] for word in document.words) < 600


@with_tesseract
def test_what_a_blurred_digit_says_is_doubtful(picture):
    where = picture.resize((picture.width // 5, picture.height // 5)).resize(picture.size)
    document = extract(saved(where, "PNG", dpi=(200, 200)), name="mờ.png", recognise=True)
    places = [document.text[start:end] for start, end in document.doubtful]
    assert places
    assert all(any(sign.isdigit() for sign in place) for place in places)


@with_tesseract
def test_pictures_that_are_no_pages_are_refused(picture):
    assert refusal(saved(Image.new("L", (600, 800), 255), "PNG"), recognise=True) == "EXT-019"
    assert refusal(saved(Image.new("1", (9000, 9000)), "PNG"), recognise=True) == "EXT-012"
    assert refusal(saved(picture, "PNG")[:2000], recognise=True) == "EXT-008"
    two = saved(picture, "TIFF", save_all=True, append_images=[picture])
    assert refusal(two, recognise=True, limits=Limits(max_scan_pages=1)) == "EXT-013"
    assert refusal(saved(picture, "PDF"), recognise=True, limits=Limits(max_scan_pages=0)) == "EXT-013"
    assert refusal(b"%PDF-1.4 cut", recognise=True) == "EXT-008"


def script(folder, body):
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo vie; exit; fi\n{body}\n')
    program.chmod(0o755)


def test_a_server_without_the_program_says_what_to_install(picture, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(saved(picture, "PNG"), recognise=True) == "EXT-022"


@pytest.mark.parametrize(
    ("body", "code"), [("sleep 9", "EXT-018"), ("exit 3", "EXT-008"), ("echo head; echo short", "EXT-019")]
)
def test_each_failure_of_the_program_has_its_own_sentence(picture, monkeypatch, tmp_path, body, code):
    script(tmp_path, body)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert refusal(saved(picture, "PNG"), recognise=True, limits=Limits(scan_seconds=1)) == code


def test_words_that_do_not_come_back_keep_the_place_reached(picture, monkeypatch, tmp_path):
    head = "level\\tpage\\tblock\\tpar\\tline\\tword\\tleft\\ttop\\twidth\\theight\\tconf\\ttext"
    rows = [
        f"5\\t1\\t1\\t1\\t1\\t{n}\\t{n}00\\t10\\t50\\t10\\t50\\t{text}"
        for n, text in enumerate(["\\302\\267", "7", " "])
    ]
    script(tmp_path, "printf '" + "\\n".join([head, *rows]) + "\\n'")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    drawn = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(drawn).text((10, 10), "7")
    document = extract(saved(drawn, "PNG"), name="a.png", recognise=True)
    assert document.text == "- 7"
    assert [document.text[word.start : word.end] for word in document.words][-1] == "7"
    assert document.doubtful == ((2, 3),)
