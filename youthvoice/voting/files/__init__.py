"""What anybody can count again: the public file, the seal on it, the recount, and the same in other formats. Pure."""
