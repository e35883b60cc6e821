"""The other half of Fairlead. A package in name only, so that `python -m tests.bench` is found."""
