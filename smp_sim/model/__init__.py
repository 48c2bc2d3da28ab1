"""What a case is: frozen values, their ranges and units declared once."""
