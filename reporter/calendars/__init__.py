"""Trading days, sessions and publication windows."""
