"""Mutation of the KPIs' SQL: is every boundary of every definition held by a golden case?"""
