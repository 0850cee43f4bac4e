"""Whatever the bytes, a file has a kind: telling it never fails."""

import io
import random
import zipfile

from giaoban.ground.files.detect import MEDIA, detect


def test_a_damaged_zip_has_a_kind_all_the_same(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA["odt"] * 3)
    whole, path, chance = buffer.getvalue(), tmp_path / "x.zip", random.Random(1)
    for _ in range(2000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        assert detect(path) in MEDIA
