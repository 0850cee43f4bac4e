"""A month's figures collected from units: the matrix unit x indicator, filled, checked, approved, locked."""
