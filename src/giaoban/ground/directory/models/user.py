"""The account of a person. What it may do is decided in `access` by the post it acts as, never by Django's permissions."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """How the pages look."""

    AUTO = "auto", _("Theo thiết bị")
    LIGHT = "light", _("Sáng")
    DARK = "dark", _("Tối")


class UserManager(BaseUserManager["User"]):
    """Creates accounts; `create_user` is the only way and stores no plain password."""

    def create_user(self, username: str, email: str = "", password: str | None = None, **fields: object) -> "User":
        """Return a saved account. Errors: ValueError for an empty user name."""
        if not username:
            raise ValueError("an account needs a user name")
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account by user name, upper and lower case alike."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account: how a person signs in and how pages look to them.

    `clock_on` and `clock_note` are the clock of a demonstration (see `directory.clock`): no form shows them.
    """

    username = models.CharField(
        _("tên đăng nhập"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    email = models.EmailField(_("thư điện tử"), blank=True)
    person = models.OneToOneField(
        "org.Person", models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("người sử dụng")
    )
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    theme = models.CharField(_("giao diện"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)
    clock_on = models.DateField(_("ngày của dữ liệu minh họa"), null=True, blank=True, editable=False)
    clock_note = models.CharField(_("chuyện của dữ liệu minh họa"), max_length=200, blank=True, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"), name="user_username_unique", violation_error_message=_("Tên đăng nhập đã có.")
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique",
                violation_error_message=_("Địa chỉ thư đã dùng cho tài khoản khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.username
