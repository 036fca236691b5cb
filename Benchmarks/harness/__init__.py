"""Measures a running Credence against floors and a peer."""
