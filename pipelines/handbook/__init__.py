"""The KPI handbook: pages about every KPI, made from the SQL files and their golden cases."""
