"""What leaves the program: marked pictures, sheets and films."""
