"""A second, independent computation of the figures, compared with the warehouse.

Belongs here: plain Python that reads the CSV files of a drop and counts by the written
definitions; the comparison with ``marts.kpi_value``; the long campaign over many councils.
Does not belong here: SQL that computes a figure, and anything taken over from the models: what
both sides share would be wrong on both sides.
"""
