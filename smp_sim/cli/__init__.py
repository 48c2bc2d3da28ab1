"""The program without windows."""
