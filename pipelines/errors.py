"""The two ways a command can end badly, each with a message a person can act on.

Belongs here: exceptions that cross module borders. Does not belong here: how they are
printed (the command line) or recorded (landing, gate).
"""


class KpiError(Exception):
    """Base of errors whose text is written for the person at the keyboard."""

    exit_code = 1


class DataProblem(KpiError):
    """The data cannot be published as they are; the text says where and what to do."""

    exit_code = 1


class WrongUse(KpiError):
    """The command was asked for something that cannot be done; the text says what can."""

    exit_code = 2
