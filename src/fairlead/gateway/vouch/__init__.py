"""Who vouches for what: sealing a conversion, its receipt, and verifying whatever is signed."""
