"""The words people read for what the rules of grants name, one module a concern."""
