"""`manage current_values`: hold the table of current figures against the observations; `--rebuild` makes it anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from giaoban.records.figures.services import current_values_differences, current_values_rebuild


class Command(BaseCommand):
    """Exit code 1 where cells differ and nothing was rebuilt."""

    help = "Compare the table of current figures with the observations; --rebuild makes it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument("--rebuild", action="store_true", help="make the table anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many cells differ."""
        if options["rebuild"]:
            self.stdout.write(f"{current_values_rebuild()} cells")
        if found := current_values_differences():
            raise CommandError(f"{found} cells differ: run with --rebuild")
        self.stdout.write("every cell is the latest revision")
