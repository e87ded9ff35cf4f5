"""Jobs that run when the market needs them, once per occasion."""
