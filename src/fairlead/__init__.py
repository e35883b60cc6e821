"""Fairlead moves electronic bills of lading between platforms, and says what it did."""

__version__ = "0.1.0"
