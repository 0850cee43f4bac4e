"""The words of the decision that recognises results. Our own words; places for what the office adds are marked […]."""

from giaoban.kernel.scorecard import shown
from giaoban.occasions.appraisals.selectors.results import Results


def decision_text(found: Results) -> str:
    """The paragraphs of the decision; the table is its annex."""
    appraisal = found.appraisal
    lines = [
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        f"Căn cứ {found.value.basis or '[văn bản ban hành bộ tiêu chí]'};",
        f"Xét kết quả thẩm định {appraisal.title[:1].lower()}{appraisal.title[1:]} và đề nghị của [cơ quan trình].",
        "QUYẾT ĐỊNH:",
        f"Điều 1. Công nhận kết quả {appraisal.title[:1].lower()}{appraisal.title[1:]} theo phụ lục kèm theo, trong đó:",
    ]
    for block in found.blocks:
        parts = [
            f"{band.title} {share.count}/{share.whole} ({shown(share.printed)} %)"
            for band, share, _c in block.classes
            if share.count
        ]
        name = f"{block.name}: " if block.name else ""
        lines.append(f"- {name}{'; '.join(parts) or 'chưa có đơn vị được xếp loại'}.")
    if found.excluded:
        lines.append("- Không chấm: " + "; ".join(f"{name} ({reason})" for name, reason in found.excluded) + ".")
    lines += [
        "Điều 2. Các đơn vị căn cứ kết quả để phát huy ưu điểm, khắc phục những tiêu chí còn thấp.",
        "Điều 3. Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
    ]
    return "\n".join(lines)
