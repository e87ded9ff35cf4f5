"""Briefs by e-mail: composed for each recipient, kept in an outbox, delivered once."""
