"""Tie-outs of the facts against each other."""
