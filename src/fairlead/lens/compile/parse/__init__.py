"""Writing the Python that reads a tree into the fields of a Bill."""
