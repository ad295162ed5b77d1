"""A council's own files, read by column mappings the council writes in YAML."""

from pipelines.sources.mapping.reader import CouncilFiles as CouncilFiles
