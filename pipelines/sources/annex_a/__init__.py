"""Ofsted's Annex A workbook (ILACS child-level data): eleven lists to the canonical tables."""

from pipelines.sources.annex_a.reader import AnnexA

__all__ = ["AnnexA"]
