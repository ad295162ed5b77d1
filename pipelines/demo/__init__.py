"""The synthetic council: a seeded simulation that writes monthly drops, never real data."""
