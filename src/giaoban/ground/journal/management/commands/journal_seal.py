"""Seal journal entries older than some seconds."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS

from giaoban.ground import journal


class Command(BaseCommand):
    """`journal_seal [--older-than SECONDS]`: prints how many entries were sealed and the head."""

    help = "Niêm phong các mục nhật ký đã ghi. / Seal the journal's entries."

    def add_arguments(self, parser: CommandParser) -> None:
        """The age and the database."""
        parser.add_argument("--older-than", type=float, default=30.0, metavar="SECONDS")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)

    def handle(self, *args: Any, older_than: float, database: str, **options: Any) -> None:
        """Seal and say so."""
        del args, options
        count = journal.seal(older_than=timedelta(seconds=older_than), using=database)
        head = journal.head(using=database)
        self.stdout.write(f"Đã niêm phong {count} mục; đầu chuỗi: {f'{head.seq} {head.hash}' if head else 'chưa có'}")
