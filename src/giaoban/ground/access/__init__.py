"""Who may do what: roles by unit, classification and body, or a dated grant, as one SQL predicate."""
