"""What people open: workbooks, lists and plain tables, written from a publication's marts.

Belongs here: reading marts, and laying their figures out. Does not belong here: working a figure
out, rounding it or deciding its colour (all SQL), nor anything about landing or builds.
"""
