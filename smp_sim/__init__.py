"""Scalp micropigmentation preview: from a client's photo to an honest, healed picture."""
