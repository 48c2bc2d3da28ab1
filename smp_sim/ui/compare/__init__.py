"""Ways to compare: before and after, halves, several canvases that zoom and pan as one."""
