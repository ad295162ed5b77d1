"""Fix lists: records to correct, where they lie, what to do; by service, team and worker."""
