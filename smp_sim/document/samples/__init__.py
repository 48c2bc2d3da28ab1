"""The sample client, with every condition that is treated."""
