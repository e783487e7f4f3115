"""Handwriting of our own: endless digits, written as people write them, without a download."""

from app.digits.handwriting.writing import STYLES, Handwriting, Strokes, generate, write

__all__ = ["STYLES", "Handwriting", "Strokes", "generate", "write"]
