"""A bill is issued: what may be (`issuable`), and the request that each platform takes."""
