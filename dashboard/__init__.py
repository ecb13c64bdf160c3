"""An interactive atlas of dated control over territories, drawn from a data package."""
