"""Lines laid over the photo: midline, facial thirds, 10 mm grid, areas, hairline."""
