"""What must hold however people vote: one each, none lost, and nothing that joins a person and a ballot."""
