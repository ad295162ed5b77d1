"""The handbook's words for what a header says in codes.

Belongs here: sentences per measure, basis, credit rule and level. Does not belong here: any
KPI's own words (its header).
"""

from __future__ import annotations

ARITHMETIC = {
    "count": "The sum of the numerators.",
    "rate": "10,000 x the sum of the numerators / children aged 0 to 17; a window of less than "
    "twelve months is put on a yearly footing: x 12 / its months. A stock never is.",
    "percentage": "100 x the sum of the numerators / the sum of the denominators.",
    "share": "100 x the sum of a category's numerators / the sum of the denominators of all "
    "categories.",
    "mean": "The sum of the numerators / the sum of the denominators.",
    "ratio": "The sum of the numerators / the sum of the denominators, which are about different "
    "things, so it may pass 100 where it is printed in per cent.",
    "median": "The middle of the numerators; worked out afresh at each level.",
}
INTERVAL = {
    "count": "95% interval: Byar, exact Poisson below 10.",
    "rate": "95% interval: Byar, exact Poisson below 10.",
    "percentage": "95% interval: Wilson.",
    "share": "95% interval: Wilson.",
}
BASIS = {
    "IM": "in month",
    "YTD": "year to date from 1 April",
    "R3": "rolling three months",
    "R12": "rolling twelve months",
    "R36": "three reporting years to 31 March",
    "AY": "academic year to 31 August",
    "SNAP": "at the end of the month",
}
CREDIT = {
    "A-START": "the team and worker who held the child on the day it started or arrived",
    "A-EVT": "the team and worker named by the record, else who held the child on the day it was "
    "completed or decided",
    "A-SNAP": "the team and worker who hold the child at the end of the month",
    "A-CHAIR": "the chair or reviewing officer and their service",
    "A-POST": "the team of the post in the establishment on the day",
    "A-NONE": "nobody: it is about the authority, or a team at most",
}
UNIT = {
    "percent": "per cent",
    "per_10000": "per 10,000 children",
    "per_100": "per 100",
    "fte": "full-time equivalents",
    "gbp": "pounds",
}
