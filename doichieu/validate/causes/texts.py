"""What is said of the slip behind a finding: which cells, what slip, and what else it may have been."""

from __future__ import annotations

from doichieu.model import Bilingual
from doichieu.validate.causes.cause import Cause, Edit
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import BoundRelation, MarkRelation
from doichieu.validate.slips import are_swapped
from doichieu.validate.wording import Style, column_name, row_name, say, table_name

# A reader checks a few cells one by one; of more than these the number is named.
_MOST_OTHERS = 8
_SLIPS = {
    "transposed": say("hai chữ số liền nhau đổi chỗ", "two neighbouring digits swapped"),
    "dropped": say("thiếu một chữ số", "a digit dropped"),
    "added": say("thừa một chữ số", "a digit too many"),
    "digit": say("sai một chữ số", "one digit wrong"),
    "decimal": say("sai dấu thập phân", "the decimal mark misplaced"),
    "sign": say("sai dấu", "the sign wrong"),
    "exchanged": say("hai số ghi đổi chỗ cho nhau", "two figures in each other's place"),
    "rows": say("các số của hai dòng ghi đổi chỗ cho nhau", "the figures of two rows in each other's place"),
    "copied": say("các số của dòng bên cạnh được chép lại", "the figures of the row beside it typed again"),
    "shifted": say("các số của dòng ghi lệch một cột", "the figures of the row one column off"),
    "carried": say("số sai được dùng để tính tiếp", "a wrong figure was computed with further"),
    "unknown": say("số ghi không khớp", "the printed figure does not fit"),
}


def cause_text(paper: Paper, cause: Cause, style: Style) -> Bilingual:
    """What went wrong: the cells, the slip of the pen, and how many checks hold with them mended."""
    edit = cause.edit
    if cause.copied:
        return _copied_text(paper, cause)
    if edit is None and all(isinstance(relation, BoundRelation) for relation in cause.relations):
        return say("Số này hoặc giới hạn của nó ghi nhầm.", "The figure or what bounds it is misprinted.")
    if edit is None and all(isinstance(relation, MarkRelation) for relation in cause.relations):
        return say(
            "Số đếm hoặc một dấu trong các ô ghi nhầm.", "The count or one of the marks is misprinted."
        )
    if edit is None:
        return say(
            "Chưa xác định được ô sai: không có ô nào mà chỉ sửa riêng ô đó thì phép đối chiếu khớp.",
            "The wrong cell cannot be told: no single edit makes the check hold.",
        )
    where = table_name(paper.sheets[edit.place.sheet].reading.table)
    row, col = row_name(paper, edit.place), column_name(paper, edit.place)
    new = style.show(edit.new, like=edit.old)
    printed = paper.text(edit.place)
    # A nought that leads is no digit of a number: "08,73" has all of "80,73".
    slip = _SLIPS["transposed" if are_swapped(printed, new) else edit.slip]
    if cause.alternatives:
        others = [
            _alternative(paper, other, edit.place, style) for other in cause.alternatives[:_MOST_OTHERS]
        ]
        more = f"; … ({count})" if (count := len(cause.alternatives)) > len(others) else ""
        return say(
            f"Chưa xác định được ô sai; nhiều khả năng nhất là {where.vi}, dòng “{row}”, cột “{col}”: {printed} → {new}."
            f" Cũng có thể: {'; '.join(other.vi for other in others)}{more}.",
            f"The wrong cell cannot be told for certain; the likeliest is {where.en}, row “{row}”, column “{col}”:"
            f" {printed} → {new}. Also possible: {'; '.join(other.en for other in others)}{more}.",
        )
    count = len(cause.relations)
    if len(cause.edits) > 1:
        return _joint_text(paper, cause, style)
    return say(
        f"{where.vi}, dòng “{row}”, cột “{col}”: {slip.vi} ({printed} → {new}); sửa ô này thì"
        f" {'phép đối chiếu khớp' if count == 1 else f'cả {count} phép đối chiếu đều khớp'}.",
        f"{where.en}, row “{row}”, column “{col}”: {slip.en} ({printed} → {new}); with this cell corrected"
        f" {'the check holds' if count == 1 else f'all {count} checks hold'}.",
    )


def _copied_text(paper: Paper, cause: Cause) -> Bilingual:
    """The cause where the figures of the row beside were typed again and nothing tells the right ones."""
    name, slip = row_name(paper, cause.copied[0]), _SLIPS["copied"]
    cells = ", ".join(f"“{column_name(paper, place)}” {paper.text(place)}" for place in cause.copied)
    return say(
        f"Dòng “{name}”: {slip.vi} ({cells}); số đúng không suy ra được.",
        f"Row “{name}”: {slip.en} ({cells}); the right figures cannot be told.",
    )


def _alternative(paper: Paper, edit: Edit, lead: Place, style: Style) -> Bilingual:
    """Another cell that may be the wrong one, by what tells it from the likeliest, with what it would be."""
    row, col = row_name(paper, edit.place), column_name(paper, edit.place)
    change = f"{paper.text(edit.place)} → {style.show(edit.new, like=edit.old)}"
    if edit.place.sheet != lead.sheet:
        table = table_name(paper.sheets[edit.place.sheet].reading.table)
        return say(
            f"{table.vi}, dòng “{row}”, cột “{col}”: {change}",
            f"{table.en}, row “{row}”, column “{col}”: {change}",
        )
    if edit.place.col == lead.col:
        return say(f"dòng “{row}”: {change}", f"row “{row}”: {change}")
    if edit.place.row == lead.row:
        return say(f"cột “{col}”: {change}", f"column “{col}”: {change}")
    return say(f"dòng “{row}”, cột “{col}”: {change}", f"row “{row}”, column “{col}”: {change}")


def _joint_text(paper: Paper, cause: Cause, style: Style) -> Bilingual:
    """The cause where several cells are wrong together."""
    slip = _SLIPS[cause.edits[0].slip]
    where = table_name(paper.sheets[cause.edits[0].place.sheet].reading.table)
    cells = [
        f"“{row_name(paper, edit.place)}” – “{column_name(paper, edit.place)}”: {paper.text(edit.place)} →"
        f" {style.show(edit.new, like=edit.old)}"
        for edit in cause.edits
    ]
    count = len(cause.relations)
    return say(
        f"{where.vi}: {slip.vi} ({'; '.join(cells)}); sửa các ô này thì"
        f" {'phép đối chiếu khớp' if count == 1 else f'cả {count} phép đối chiếu đều khớp'}.",
        f"{where.en}: {slip.en} ({'; '.join(cells)}); with these cells corrected"
        f" {'the check holds' if count == 1 else f'all {count} checks hold'}.",
    )
