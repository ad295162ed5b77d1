"""The committee report: sentences drafted from figures alone, each with its evidence."""
