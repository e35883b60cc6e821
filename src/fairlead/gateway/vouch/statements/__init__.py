"""What signed statements say: each payload is read as what its purpose says, or it is none."""
