"""What the slides of a pack are made of: native charts and tables, type, the RCC's own template."""
