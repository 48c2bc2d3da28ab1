"""What the program proposes from a photo before anyone has touched it."""
