"""How a case is opened, changed, saved and sent out."""
