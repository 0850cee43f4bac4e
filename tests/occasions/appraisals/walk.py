"""A small set and a walk through an appraisal, for the tests of this room."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from giaoban.occasions.appraisals import services

SET = """
code = "cntt"
title = "Xếp loại ứng dụng công nghệ thông tin"
kinds = ["office"]
confidence = "unverified"
[[groups]]
code = "1"
title = "Hạ tầng"
[[groups]]
code = "2"
title = "Ứng dụng"
[[criteria]]
code = "1.1"
group = "1"
title = "Máy vi tính"
max = 40
rule = { kind = "share" }
[[criteria]]
code = "2.1"
group = "2"
title = "Kế hoạch trong năm"
max = 60
evidence = "Kế hoạch đã ban hành"
rule = { kind = "yes_no" }
indicator = "CN01"
[[bands]]
code = "tot"
title = "Tốt"
from = 85
[[bands]]
code = "kha"
title = "Khá"
from = 70
[[bands]]
code = "yeu"
title = "Yếu"
from = 0
"""
DUE = date(2026, 12, 10)
LATER = date(2026, 12, 20)
D = Decimal


def live_set(cast, text=SET, who="binh"):
    actor = cast.actor(who)
    made = services.set_import(actor=actor, body_id=cast.bodies["ubnd"].pk, text=text)
    return services.set_step(actor=actor, score_set=made, verb="publish", compared="Quyết định 01/QĐ-UBND")


def opened(cast, *, units=("van_hoa", "kinh_te", "mot_cua"), score_set=None, period="2026"):
    return services.appraisal_open(
        actor=cast.actor("binh"),
        score_set=score_set or live_set(cast),
        title=f"Xếp loại ứng dụng công nghệ thông tin năm {period}",
        period=period,
        self_due_on=DUE,
        review_due_on=LATER,
        entrants=[services.Entrant(cast.units[name].pk, block="Cơ quan") for name in units],
    )


def card_of(cast, appraisal, unit):
    return appraisal.sheets.get(unit=cast.units[unit])


def number(appraisal, code):
    return appraisal.score_set.criteria.get(code=code).pk


def fill(cast, appraisal, unit, part, *, yes=1, who="binh", note="có kế hoạch"):
    sheet = card_of(cast, appraisal, unit)
    given = {
        number(appraisal, "1.1"): services.Given(D(part), D(100)),
        number(appraisal, "2.1"): services.Given(D(yes), note=note),
    }
    services.scores_save(actor=cast.actor(who), sheet=sheet, given=given)
    sheet.refresh_from_db()
    return sheet


def sent(cast, appraisal, unit, part, **more):
    sheet = fill(cast, appraisal, unit, part, **more)
    return services.sheet_send(actor=cast.actor(more.get("who", "binh")), sheet=sheet)


def checked(cast, appraisal, unit, part, *, yes=1, who="an"):
    sheet = sent(cast, appraisal, unit, part, yes=yes)
    services.review_agree(actor=cast.actor(who), sheet=sheet)
    return services.sheet_step(actor=cast.actor(who), sheet=sheet, verb="finish_review")


def decided(cast, appraisal, parts):
    """Every unit with its share of the first criterion; decided by the chair."""
    for unit, part in parts.items():
        checked(cast, appraisal, unit, part)
    services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="begin_review")
    return services.appraisal_decide(actor=cast.actor("an"), appraisal=appraisal, decision="12/QĐ-UBND")


def paper(text="kế hoạch"):
    return BytesIO(text.encode())
