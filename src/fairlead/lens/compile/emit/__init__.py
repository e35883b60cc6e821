"""Writing the Python that writes the fields of a Bill into a tree."""
