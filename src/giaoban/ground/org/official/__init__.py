"""The published administrative units, before and after 1 July 2025, read from a public package and brought into the tables."""

from giaoban.ground.org.official.catalogue import NEW_DAY, Arrow, Catalogue, Listed, read_catalogue
from giaoban.ground.org.official.importing import units_import
from giaoban.ground.org.official.report import Difference, Report

__all__ = ["NEW_DAY", "Arrow", "Catalogue", "Difference", "Listed", "Report", "read_catalogue", "units_import"]
