"""Sentences as a code with its values, said in Vietnamese or English from catalogues that the rooms of the kernel keep as data."""

from giaoban.kernel.wording.catalogue import LANGUAGES, Catalogue, catalogue
from giaoban.kernel.wording.data import as_data, retold
from giaoban.kernel.wording.words import Numeral, Spoken, Value, Wording, said, words_of

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "Numeral",
    "Spoken",
    "Value",
    "Wording",
    "as_data",
    "catalogue",
    "retold",
    "said",
    "words_of",
]
