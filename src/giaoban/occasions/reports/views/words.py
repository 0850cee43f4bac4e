"""The words that a body adds to those of the reader: one page, to type or to load a TOML file."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from giaoban.ground import access
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.vocabulary import MOST, Fault, parsed

SAMPLE = """# Dòng bắt đầu bằng dấu # là ghi chú.
[danh_tu]        # từ chỉ người, vật được đếm
them = []

[don_vi_tinh]    # đơn vị tính = các cách viết khác

[ten_don_vi]     # từ đứng đầu tên đơn vị
them = []

[viet_tat]       # chữ viết tắt = cụm từ đầy đủ
"""


class WordsForm(forms.Form):
    """The whole text, or a file with it."""

    text = forms.CharField(
        label=_("Từ vựng"),
        required=False,
        max_length=MOST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false", "class": "form-control rp-code"}),
    )
    file = forms.FileField(
        label=_("Hoặc nạp từ tệp .toml"),
        required=False,
        help_text=_("Nội dung tệp thay cho ô trên."),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,text/plain"}),
    )

    def content(self) -> str:
        """The text: of the file where there is one; signs that are no UTF-8 are replaced, and found to be faults then."""
        file = self.cleaned_data["file"]
        raw: str = file.read(4 * MOST).decode("utf-8", "replace") if file else self.cleaned_data["text"]
        return raw.replace("\x00", "")


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest) -> HttpResponse:
    """Show the words of the actor's body, with what is wrong line by line where they cannot be kept."""
    actor = actor_of(request)
    access.require_anywhere(actor, "reports.words")
    row = selectors.words_row(actor)
    form = WordsForm(request.POST or None, request.FILES or None, initial={"text": row.text if row else SAMPLE})
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        text = form.content()
        faults = parsed(text)[1]
        if not faults:
            services.words_set(actor=actor, text=text)
            messages.success(request, gettext("Đã lưu từ vựng; các tệp đọc từ nay dùng từ vựng này."))
            return redirect("reports:words")
        form = WordsForm(initial={"text": text})
    context = {
        "form": form,
        "faults": faults,
        "row": row,
        "changes": lines(row, on=actor.on, limit=20) if row else [],
    }
    return render(request, "reports/words.html", context, status=422 if faults or form.errors else 200)
