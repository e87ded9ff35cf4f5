"""Where facts and briefs are read from: one module a kind of source."""
