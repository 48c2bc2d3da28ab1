"""What the left button does on the photo: points of the hairline, scale and head, areas."""
