"""Column letters and indexes."""

from __future__ import annotations


def column_index(letter: str) -> int:
    """Return the index from 0 of a column letter."""
    number = 0
    for character in letter.upper():
        number = number * 26 + ord(character) - 64
    return number - 1


def column_letter(index: int) -> str:
    """Return the letter of a column index from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
