"""The gate between a finished build and its publication.

Belongs here: expectations on the marts, reconciliations, and the pages that show both. Does not
belong here: the shape of a drop (landing), the house rules of SQL (models.lint), writing
publications (publish).
"""
