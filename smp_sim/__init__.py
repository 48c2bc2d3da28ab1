"""Scalp micropigmentation preview: from a client's photo to an honest, healed picture."""

__version__ = "0.1.0"
