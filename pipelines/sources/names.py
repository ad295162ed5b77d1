"""The formats' names, in the order in which they count where several hold one table.

Belongs here: the names a council may write in its settings. Does not belong here: the readers
themselves (``registry``), so that settings are read without loading any of them.
"""

FORMATS = ("ssd", "mapping", "connection", "annex_a", "ssda903", "cin_census")
