"""Forms of councils, one module a concern."""
