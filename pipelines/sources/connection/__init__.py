"""The canonical tables straight from a reporting database, asked for by a file in the drop."""

from pipelines.sources.connection.reader import Connection as Connection
