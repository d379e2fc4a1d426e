"""What nobody may read: a secret in every private field, and who may see which."""
