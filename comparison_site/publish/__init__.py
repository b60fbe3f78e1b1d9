"""From pages to a site: audit, swap, export, assets."""
