"""Published comparators: reading the DfE's and the ONS's files, each value with its release.

Belongs here: recognising files by header, symbols, years, areas, and the store of files read. Does
not belong here: which value a comparison uses (SQL), typed-in facts (reference_data).
"""
