"""Turning a gated build into a publication that others can open.

Belongs here: keys, the three databases, disclosure control, the publication folder, the ledger,
release, and what earlier publications said. Does not belong here: computing figures (sql), judging
them (gate), workbooks (reports).
"""
