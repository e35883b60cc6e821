"""The command line: it reads files, calls the library, and draws what came of it."""
